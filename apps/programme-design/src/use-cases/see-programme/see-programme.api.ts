import { Controller, Get, Param, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { facilitatorsApi, programmeApi } from '../../addresses.js';
import { facilitatorsOf, type Facilitator } from './facilitators.js';
import { SeeProgramme } from './see-programme.query.js';

@ApiTags('programmes')
@Controller()
export class SeeProgrammeApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(programmeApi.pattern)
  @AllowSignedIn()
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProgrammeDesign> {
    const found = orThrow(await this.queries.execute(new SeeProgramme(who.organisation, programme)));
    reply.header('etag', versionTag(found.version));
    return found.design;
  }

  /** Who may lead its panels, by role: { person, panels }, where no panels mean every one. */
  @Get(facilitatorsApi.pattern)
  @Allow('administrator', 'evaluator', 'facilitator')
  async facilitators(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<{ readonly items: readonly Facilitator[] }> {
    const found = orThrow(await this.queries.execute(new SeeProgramme(who.organisation, programme)));
    return { items: await facilitatorsOf(this.service, found) };
  }
}
