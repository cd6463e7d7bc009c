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
import { writeDateAndTime } from '#web/written.js';

import { breachesCsvApi, enterBreach, seeBreaches, seeBreachPage, seePeople } from '../../addresses.js';
import { breachStateAsked, breachStates, SeeBreaches } from './see-breaches.query.js';
import { clockSaid } from './write-breach.view.js';

const template = pageTemplate(import.meta.url, 'see-breaches.njk');
const allWords = loadWords(import.meta.url, 'see-breaches');
const wordsOfEntry = loadWords(import.meta.url, 'write-breach');

@Controller()
export class SeeBreachesPage {
  constructor(private readonly queries: QueryBus) {}

  @Page(seeBreaches)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const ofEntry = wordsOfEntry[language];
    const state = breachStateAsked(query['state']);
    const text = textIn(query, 'text').trim();
    const found = await this.queries.execute(new SeeBreaches(who, state, text));
    const view = {
      title: words('heading'),
      backLink: seePeople.to({ language }),
      heading: words('heading'),
      intro: words('intro'),
      enter: { text: words('enter'), href: enterBreach.to({ language }) },
      action: seeBreaches.to({ language }),
      state: macroParams({
        ...{ id: 'state', name: 'state', value: state, label: { text: words('state') } },
        items: breachStates.map((value) => ({ value, text: words(`state-${value}`) })),
      }),
      text: macroParams({ id: 'text', name: 'text', value: text, label: { text: words('text') } }),
      show: words('show'),
      caption: words('caption'),
      head: ['found', 'what', 'risk', 'clock', 'entry'].map((key) => words(key)),
      rows: found.map((each) => ({
        found: writeDateAndTime(language, new Date(each.facts.foundAt)),
        what: short(each.words?.what ?? words('gone')),
        risk: ofEntry(`risk-${each.facts.risk}`),
        clock: clockSaid(each.clock, ofEntry),
        entry: words(each.facts.closedAt === null ? 'is-open' : 'is-closed'),
        href: seeBreachPage.to({ language, breach: each.id }),
      })),
      empty: words(state === 'open' && text === '' ? 'empty' : 'empty-search'),
      csv: found.length === 0 ? null : { text: words('csv'), href: breachesCsvApi.to({}, { state, text }) },
    };
    return htmlReply(template, view, page);
  }
}

const longest = 120;
const short = (said: string): string => (said.length > longest ? `${said.slice(0, longest - 1)}…` : said);
