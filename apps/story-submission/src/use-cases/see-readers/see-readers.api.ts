import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';

import { Allow, Open, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { readersApi, yourReadersApi } from '../../addresses.js';
import { SeeStory } from '../see-story/see-story.query.js';
import { whoAsks } from '../../rights/who-asks.js';
import { readersForTeller } from '../../readers/readers-for-teller.js';
import { dayAsked, whoReads } from '../../readers/who-reads.js';

@ApiTags('rights')
@Controller()
export class SeeReadersApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** `on`: a day of before, as it ended; left out: now. */
  @Get(yourReadersApi.pattern)
  @ApiQuery({ name: 'on', required: false })
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller, or somebody in a story, by code (header x-newid-code)')
  async forTeller(@Headers('x-newid-code') code = '', @Query('on') on?: string) {
    const found = await whoAsks(this.service, code);
    if (found === undefined) return throwRefusal(refuse('story-code-opens-nothing', 'code'));
    const day = await dayAsked(this.service, found.document, on);
    return readersForTeller(await whoReads(this.service, found.document, day));
  }

  @Get(readersApi.pattern)
  @ApiQuery({ name: 'on', required: false })
  @Allow('evaluator', 'administrator')
  async forStaff(@SignedIn() who: SomeoneAsking, @Param('story') story: string, @Query('on') on?: string) {
    const { document } = orThrow(await this.queries.execute(new SeeStory(who, story)));
    const day = await dayAsked(this.service, document, on);
    const { state, could, purposes, did, looked } = await whoReads(this.service, document, day);
    return {
      ...{ on: day ?? null, state, could, purposes },
      did: did.map(({ at, sitting, panel, person, what }) => ({ at, sitting, panel, person, what })),
      looked: looked.map(({ at, person, why }) => ({ at, person, why })),
    };
  }
}
