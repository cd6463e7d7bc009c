import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { disclosuresCsvApi, enterDisclosure, seeDisclosures, seeDisclosurePage, seePeople } from '../../addresses.js';
import { disclosureStateAsked, disclosureStates, SeeDisclosures } from './see-disclosures.query.js';
import { clockSaid } from './write-disclosure.view.js';

const template = pageTemplate(import.meta.url, 'see-disclosures.njk');
const allWords = loadWords(import.meta.url, 'see-disclosures');
const wordsOfEntry = loadWords(import.meta.url, 'write-disclosure');

@Controller()
export class SeeDisclosuresPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seeDisclosures)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const ofEntry = wordsOfEntry[language];
    const state = disclosureStateAsked(query['state']);
    const text = textIn(query, 'text').trim();
    const found = await this.queries.execute(new SeeDisclosures(who, state, text));
    const view = {
      title: words('heading'),
      backLink: seePeople.to({ language }),
      heading: words('heading'),
      intro: words('intro'),
      enter: { text: words('enter'), href: enterDisclosure.to({ language }) },
      action: seeDisclosures.to({ language }),
      state: macroParams({
        ...{ id: 'state', name: 'state', value: state, label: { text: words('state') } },
        items: disclosureStates.map((value) => ({ value, text: words(`state-${value}`) })),
      }),
      text: macroParams({ id: 'text', name: 'text', value: text, label: { text: words('text') } }),
      show: words('show'),
      caption: words('caption'),
      head: ['received', 'what', 'kind', 'clock'].map((key) => words(key)),
      rows: found.map((each) => ({
        received: writeDate(language, each.facts.receivedOn),
        what: short(each.words?.what ?? words('gone')),
        kind: ofEntry(`kind-${each.facts.kind}`),
        clock: clockSaid(each, ofEntry),
        href: seeDisclosurePage.to({ language, disclosure: each.id }),
      })),
      empty: words(state === 'open' && text === '' ? 'empty' : 'empty-search'),
      csv: found.length === 0 ? null : { text: words('csv'), href: disclosuresCsvApi.to({}, { state, text }) },
    };
    return htmlReply(template, view, page);
  }
}

const longest = 120;
const short = (said: string): string => (said.length > longest ? `${said.slice(0, longest - 1)}…` : said);
