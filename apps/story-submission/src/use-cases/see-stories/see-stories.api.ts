import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn, type OperatorAsking, type PersonAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { StoryNames, StoryText } from '#contracts/shared/story-text.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { storiesApi, storyApi } from '../../addresses.js';
import { storyStream } from '../../domain/story/events.js';
import { stories } from '../../read-models/stories/stories.js';
import { SeeStories, type StoryFacts } from './see-stories.query.js';

@ApiTags('stories')
@Controller()
export class SeeStoriesApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(storiesApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async list(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Query('programme') programme?: string,
    @Query('period') period?: string,
    @Query('after') after?: string,
  ): Promise<{ readonly items: readonly StoryFacts[]; readonly next: string | null }> {
    const { items, next = null } = await this.queries.execute(
      new SeeStories(who.organisation, { programme, period }, after),
    );
    return { items, next };
  }

  @Get(storyApi.pattern)
  @Allow('evaluator', 'administrator')
  async see(@SignedIn() who: PersonAsking | OperatorAsking, @Param('story') story: string) {
    const document = await this.service.views.get(stories, story);
    const scope = {
      organisation: document?.organisation ?? '',
      ...(document === undefined ? {} : { programme: document.programme }),
    };
    if (document === undefined || !mayActOn(who, scope, ['evaluator', 'administrator'])) {
      return throwRefusal(refuse('story-not-found', 'story'));
    }
    const answer = await this.service.unlocking.unlockOne({
      owner: storyStream(story),
      reader: who,
      purpose: 'audience',
      audience: 'organisation',
      use: 'read',
    });
    const { id, reference, programme, period, domain, language, route, toldOn, words, isWithdrawn } = document;
    const facts = { id, reference, programme, period, domain, language, route, toldOn, words, isWithdrawn };
    if (answer.kind === 'withheld') return { ...facts, withheld: answer.because };
    const names =
      document.names !== null && answer.classes.includes('name') ? answer.open<StoryNames>(document.names) : null;
    return { ...facts, text: answer.open<StoryText>(document.text), names };
  }
}
