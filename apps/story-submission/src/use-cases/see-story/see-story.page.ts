import { Controller, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeStory } from '../../addresses.js';
import { SeeStory } from './see-story.query.js';
import { seeStoryView } from './see-story.view.js';

const template = pageTemplate(import.meta.url, 'see-story.njk');
const words = loadWords(import.meta.url, 'see-story');

@Controller()
export class SeeStoryPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeStory)
  @Allow('evaluator', 'administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeStory(who, story)));
    const names = await namesOfPeople(this.service, who, [
      ...seen.moves.map(({ by }) => by),
      ...(seen.fromPaper === undefined ? [] : [seen.fromPaper.by]),
    ]);
    return htmlReply(template, seeStoryView(seen, names, words[page.language]), page);
  }
}
