import { Controller, Get, Param, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { versionTag } from '#service-kit/http/etag.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { programmeApi } from '../../addresses.js';
import { SeeProgramme } from './see-programme.query.js';

@ApiTags('programmes')
@Controller()
export class SeeProgrammeApi {
  constructor(private readonly queries: QueryBus) {}

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
}
