import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { roundApi } from '../../addresses.js';
import type { BallotPublished } from '../../domain/round/answer.js';
import { answeredBy, entitledIn, recordersOf } from '../../domain/round/round.js';
import { SeeRound } from './see-round.query.js';

@ApiTags('rounds')
@Controller()
export class SeeRoundApi {
  constructor(private readonly queries: QueryBus) {}

  /** Before it closes: how many have answered, and nothing by story. After: the count, and the ballots inside the panel. */
  @Get(roundApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async seeRound(@SignedIn() who: SomeoneAsking, @Param('round') round: string) {
    const state = orThrow(await this.queries.execute(new SeeRound(who, round)));
    const { begun, counted } = state;
    const answered = answeredBy(state);
    const { secret, sitting, number, kind, proposal, stories } = begun;
    const progress = {
      ...{ round, sitting, number, kind, secret, stories, entitled: entitledIn(state) },
      answered: counted?.result.answered ?? answered.size,
      ...(proposal === undefined ? {} : { proposal }),
    };
    if (counted === undefined) {
      const recordedBy = recordersOf(state).get(who.person);
      const mine = { mine: answered.has(who.person), ...(recordedBy === undefined ? {} : { recordedBy }) };
      return { ...progress, isOpen: true, ...mine };
    }
    return { ...progress, isOpen: false, result: counted.result, ballots: counted.ballots.map(withoutNobody) };
  }
}

/** A ballot of a secret round names nobody. */
const withoutNobody = ({ member, skipped, ...answer }: BallotPublished) =>
  member === null ? answer : { member, ...answer, skipped };
