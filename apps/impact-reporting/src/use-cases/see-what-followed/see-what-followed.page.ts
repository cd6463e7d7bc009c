import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { seeWhatFollowed } from '../../addresses.js';
import { SeeWhatFollowed } from './see-what-followed.query.js';

const template = pageTemplate(import.meta.url, 'see-what-followed.njk');
const allWords = loadWords(import.meta.url, 'see-what-followed');

@Controller()
export class SeeWhatFollowedPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeWhatFollowed)
  @AllowSignedIn()
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const [found, known] = await Promise.all([
      this.queries.execute(new SeeWhatFollowed(who)),
      this.service.views.find(knownProgrammes, {
        ...{ index: 'byOrganisation', equals: { organisation: who.organisation } },
        limit: 1_000,
      }),
    ]);
    const designs = new Map(known.documents.map(({ id, design }) => [id, design]));
    const view = {
      title: words('heading'),
      heading: words('heading'),
      intro: words('intro'),
      empty: found.length === 0 ? words('empty') : '',
      youSaid: words('you-said'),
      weDid: words('we-did'),
      items: found
        .map((each) => ({ ...each, design: designs.get(each.action.programme) }))
        .map(({ action, design, texts }) => ({
          programme: design?.name[language] ?? action.programme,
          said: texts.kind === 'shown' ? paragraphsOf(texts.recommendation) : [],
          did:
            texts.kind === 'shown' && texts.outcome !== null
              ? paragraphsOf(texts.outcome)
              : [words(`so-far-${action.state}`)],
          changed: words('changed', { date: writeDate(language, action.changedAt, design?.timezone) }),
        })),
    };
    return htmlReply(template, view, page);
  }
}
