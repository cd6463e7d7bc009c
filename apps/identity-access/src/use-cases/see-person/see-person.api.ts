import { Controller, Get, Param, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { versionTag } from '#service-kit/http/etag.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { personApi } from '../../addresses.js';
import { SeePerson, type PersonInFull } from './see-person.query.js';

@ApiTags('people')
@Controller()
export class SeePersonApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(personApi.pattern)
  @Allow('administrator')
  async see(
    @SignedIn() who: SomeoneAsking,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') person: string,
  ): Promise<PersonInFull> {
    const seen = orThrow(await this.queries.execute(new SeePerson(who, person)));
    reply.header('etag', versionTag(seen.version));
    return seen;
  }
}
