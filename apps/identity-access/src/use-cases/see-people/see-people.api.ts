import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';

import { peopleApi } from '../../addresses.js';
import { SeePeople, type PersonSeen } from './see-people.query.js';

@ApiTags('people')
@Controller()
export class SeePeopleApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(peopleApi.pattern)
  @Allow('administrator')
  async see(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Query('after') after?: string,
  ): Promise<{ readonly items: readonly PersonSeen[]; readonly next: string | null }> {
    const { items, next = null } = await this.queries.execute(new SeePeople(who, after));
    return { items, next };
  }
}
