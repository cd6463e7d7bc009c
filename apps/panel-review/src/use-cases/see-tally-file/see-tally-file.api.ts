import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { tallyFileApi } from '../../addresses.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { closedRounds, recountable } from '../../reading-streams/tally-of-sitting.js';
import { publishedTally } from '../../reading-streams/published-tally.js';

@ApiTags('sittings')
@Controller()
export class SeeTallyFileApi {
  constructor(private readonly service: ServiceRuntime) {}

  /** The closed rounds of a sitting as `newid tally` reads them, so that anybody of the panel can count again. */
  @Get(tallyFileApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async seeTallyFile(
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { state } = await sittingFor(this.service, who, id);
    reply.header('content-disposition', `attachment; filename="tally-${id}.json"`);
    return publishedTally(recountable(state, await closedRounds(this.service.store, state)));
  }
}
