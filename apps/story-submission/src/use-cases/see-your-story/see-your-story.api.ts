import { Controller, Get, Headers } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { yourStoryApi } from '../../addresses.js';
import { SeeYourStory } from './your-story.query.js';

@ApiTags('stories')
@Controller()
export class SeeYourStoryApi {
  constructor(private readonly queries: QueryBus) {}

  /** Names the story, so that it can be narrowed and taken back by the routes that do. */
  @Get(yourStoryApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async see(@Headers('x-newid-code') code = '') {
    const found = await this.queries.execute(new SeeYourStory(code));
    if (found === undefined) return throwRefusal(refuse('story-code-opens-nothing', 'code'));
    const { document, design, consent, state, text } = found;
    const { id, reference, programme, period, domain, language, toldOn, words, version } = document;
    return {
      ...{ id, reference, programme, period, domain, language, toldOn, words, version, state },
      periodStatus: design?.periods.find((each) => each.id === period)?.status ?? null,
      audiences: state === 'active' ? (consent?.audiences ?? {}) : {},
      ...('story' in text ? { text: text.story, names: text.names } : { withheld: text.withheld }),
    };
  }
}
