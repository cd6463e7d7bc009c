import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { withRoll } from '../../deciding/box-of-round.js';
import type { RoundState } from '../../domain/round/round.js';
import { roundOf } from '../../reading-streams/load.js';

/** A round as its panel may see it. Until it closes: who has answered, and nothing by story. */
export class SeeRound extends Query<RoundState | Refusal> {
  constructor(
    readonly who: { readonly person: string; readonly organisation: string },
    readonly round: string,
  ) {
    super();
  }
}

@QueryHandler(SeeRound)
export class SeeRoundHandler implements IQueryHandler<SeeRound> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, round }: SeeRound): Promise<RoundState | Refusal> {
    const found = await roundOf(this.service.store, who.organisation, round);
    if (isRefusal(found)) return found;
    const isOfPanel = found.begun.members.includes(who.person) || found.begun.facilitator === who.person;
    return isOfPanel ? withRoll(this.service, found) : refuse('round-not-found');
  }
}
