import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { seeStories } from '#contracts/story-submission/addresses.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { askedOf } from './asked-stories.js';
import { SeeStories } from './see-stories.query.js';
import { seeStoriesView } from './see-stories.view.js';

const template = pageTemplate(import.meta.url, 'see-stories.njk');
const words = loadWords(import.meta.url, 'see-stories');
const onAPage = 25;

@Controller()
export class SeeStoriesPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeStories)
  @Allow('evaluator', 'administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const { organisation } = who;
    const { documents } = await this.service.views.find(knownProgrammes, {
      index: 'byOrganisation',
      equals: { organisation },
    });
    const designs = documents
      .filter(({ id }) => mayActOn(who, { organisation, programme: id }, ['evaluator', 'administrator']))
      .map(({ design }) => design);
    const asked = askedOf(query);
    const design = designs.find(({ id }) => id === (asked.filter.programme ?? designs[0]?.id));
    if (design === undefined && asked.filter.programme !== undefined) {
      return throwRefusal(refuse('story-programme-unknown', 'programme'));
    }
    const filter = { ...asked.filter, programme: design?.id };
    const found =
      design === undefined
        ? { items: [] }
        : await this.queries.execute(new SeeStories(organisation, filter, asked.order, asked.after, onAPage));
    return htmlReply(template, seeStoriesView({ designs, design, asked, found }, words[page.language]), page);
  }
}
