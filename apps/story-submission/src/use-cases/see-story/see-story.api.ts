import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { storyApi } from '../../addresses.js';
import { SeeStory } from './see-story.query.js';

@ApiTags('stories')
@Controller()
export class SeeStoryApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(storyApi.pattern)
  @Allow('evaluator', 'administrator')
  async see(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    const { document, text, moves, stillSo } = orThrow(await this.queries.execute(new SeeStory(who, story)));
    const { id, reference, programme, period, domain, language, route, toldOn, words, isWithdrawn } = document;
    const facts = {
      id,
      reference,
      programme,
      period,
      domain,
      language,
      route,
      toldOn,
      words,
      isWithdrawn,
      moves,
      stillSo,
    };
    return text.kind === 'withheld'
      ? { ...facts, withheld: text.because }
      : { ...facts, text: text.story, names: text.names };
  }
}
