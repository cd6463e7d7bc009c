import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';

import { sittingsApi } from '../../addresses.js';
import { sittingSummary } from '../../reading-meetings/sitting-summary.js';
import { SeeSittings } from './see-sittings.query.js';

@ApiTags('sittings')
@Controller()
export class SeeSittingsApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(sittingsApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async seeSittings(@SignedIn() who: SomeoneAsking) {
    const seen = await this.queries.execute(new SeeSittings(who));
    return { items: seen.map((each) => sittingSummary(who, each)), next: null };
  }
}
