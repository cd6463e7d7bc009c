import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { answering, type BallotGiven } from '../../answering/answering.js';
import { castSealed } from '../../answering/cast-sealed.js';
import { castBallot, type RoundEvent } from '../../domain/round/round.js';

export class CastBallot extends Command<Executed<RoundEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly round: string,
    readonly given: BallotGiven,
  ) {
    super();
  }
}

@CommandHandler(CastBallot)
export class CastBallotHandler implements ICommandHandler<CastBallot> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, round, given }: CastBallot): Promise<Executed<RoundEvent> | Refusal> {
    const { organisation, actor: person } = context;
    const found = await answering(this.service, { person, organisation }, round, given);
    if (isRefusal(found)) return found;
    return castSealed(this.service, context, round, found.ballot, (state, sealed) =>
      castBallot(state, organisation, person, found.ballot, sealed),
    );
  }
}
