import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { storiesApi } from '../../addresses.js';
import type { StoryFacts } from '../../read-models/stories/stories.js';
import { askedOf } from './asked-stories.js';
import { SeeStories } from './see-stories.query.js';

@ApiTags('stories')
@Controller()
export class SeeStoriesApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(storiesApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async list(
    @SignedIn() who: SomeoneAsking,
    @Query() asked: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly items: readonly Omit<StoryFacts, 'organisation'>[]; readonly next: string | null }> {
    const { filter, order, after } = askedOf(asked);
    const limit = limitOf(asked['limit']);
    const { programme } = filter;
    const scope = { organisation: who.organisation, ...(programme === undefined ? {} : { programme }) };
    if (!mayActOn(who, scope, ['evaluator', 'administrator', 'facilitator'])) {
      return throwRefusal(refuse('story-programme-unknown', 'programme'));
    }
    const { items, next = null } = await this.queries.execute(
      new SeeStories(who.organisation, filter, order, after, limit),
    );
    return { items: items.map(({ organisation: _, ...facts }) => facts), next };
  }
}

const mostOnAPage = 100;

const limitOf = (asked: unknown): number => {
  const limit = Number(asked ?? mostOnAPage);
  return Number.isInteger(limit) && limit >= 1 && limit <= mostOnAPage ? limit : mostOnAPage;
};
