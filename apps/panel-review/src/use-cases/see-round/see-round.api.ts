import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { roundApi } from '../../addresses.js';
import type { BallotPublished } from '../../domain/round/answer.js';
import { answeredBy, recordersOf } from '../../domain/round/round.js';
import { progressOf } from '../../domain/sitting/next-step.js';
import { sittingOf } from '../../reading-streams/load.js';
import { SeeRound } from './see-round.query.js';

@ApiTags('rounds')
@Controller()
export class SeeRoundApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Before it closes: how many have answered, and nothing by story. After: the count, and the ballots inside the panel. */
  @Get(roundApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async seeRound(@SignedIn() who: SomeoneAsking, @Param('round') round: string) {
    const state = orThrow(await this.queries.execute(new SeeRound(who, round)));
    const { begun, counted } = state;
    const held = orThrow(await sittingOf(this.service.store, who.organisation, begun.sitting));
    const { entitled, answered } = counted?.result ?? progressOf(state, held);
    const { secret, sitting, number, kind, proposal, stories } = begun;
    const progress = {
      ...{ round, sitting, number, kind, secret, stories, entitled, answered },
      ...(proposal === undefined ? {} : { proposal }),
    };
    if (counted === undefined) {
      const recordedBy = recordersOf(state).get(who.person);
      const mine = { mine: answeredBy(state).has(who.person), ...(recordedBy === undefined ? {} : { recordedBy }) };
      return { ...progress, isOpen: true, ...mine };
    }
    return { ...progress, isOpen: false, result: counted.result, ballots: counted.ballots.map(withoutNobody) };
  }
}

/** A ballot of a secret round names nobody. */
const withoutNobody = ({ member, skipped, ...answer }: BallotPublished) =>
  member === null ? answer : { member, ...answer, skipped };
