import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { recallsApi } from '../../addresses.js';
import { evaluates } from '../../who-evaluates.js';
import { SeeRecalls, type RecallSeen } from './see-recalls.query.js';

@ApiTags('reports')
@Controller()
export class SeeRecallsApi {
  constructor(private readonly queries: QueryBus) {}

  /** Stories taken back after an issue showed them, and who saw or saved that issue. */
  @Get(recallsApi.pattern)
  @Allow('evaluator', 'administrator')
  async list(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
  ): Promise<{ readonly items: readonly RecallSeen[]; readonly next: null }> {
    evaluates(who, programme, ['evaluator', 'administrator']);
    const { items } = orThrow(await this.queries.execute(new SeeRecalls(who.organisation, programme, period)));
    return { items, next: null };
  }
}
