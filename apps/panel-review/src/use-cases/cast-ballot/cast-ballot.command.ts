import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { castBallot, roundDecider, roundStream, type RoundEvent } from '../../domain/round/round.js';
import { answering, type BallotGiven } from './answering.js';

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
    const { store, vault, views } = this.service;
    const { organisation, actor: person } = context;
    const found = await answering(this.service, { person, organisation }, round, given);
    if (isRefusal(found)) return found;
    const sealer = await vault.sealer(roundStream(round));
    if (sealer === undefined) return refuse('round-closed');
    const sealed = sealer.seal('ballot', 1, found.ballot);
    const done = await store.execute(roundStream(round), context, roundDecider, (now) =>
      castBallot(now, organisation, person, found.ballot, sealed),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
