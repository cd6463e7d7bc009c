import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';

import { peopleApi } from '../../addresses.js';
import { accountStates, askedPeople, rolesOfPeople } from './asked-people.js';
import { SeePeople, type PeopleSeen } from './see-people.query.js';

@ApiTags('people')
@ApiQuery({ name: 'text', required: false, description: 'Stands in their name, in any case.' })
@ApiQuery({ name: 'role', required: false, enum: rolesOfPeople })
@ApiQuery({ name: 'account', required: false, enum: accountStates })
@ApiQuery({ name: 'after', required: false, description: '`next` of the page before.' })
@Controller()
export class SeePeopleApi {
  constructor(private readonly queries: QueryBus) {}

  /** By name; fifty at a time. */
  @Get(peopleApi.pattern)
  @Allow('administrator')
  see(@SignedIn() who: SomeoneAsking, @Query() query: Readonly<Record<string, unknown>>): Promise<PeopleSeen> {
    const language = who.kind === 'person' ? who.language : 'en';
    return this.queries.execute(new SeePeople(who, language, askedPeople(query)));
  }
}
