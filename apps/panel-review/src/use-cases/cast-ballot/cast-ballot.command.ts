import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { castBallot, roundDecider, roundStream, type RoundEvent } from '../../domain/round/round.js';
import { storiesNamed, type BallotText } from '../../domain/round/answer.js';
import { choosesAmongTheirOwn, everythingIsReadOrSkipped } from '../../domain/sitting/rules.js';
import { pair } from '../../domain/sitting/state.js';
import { loadSitting, roundOf } from '../../reading-streams/load.js';

/** One member's answer, and why. */
export type BallotGiven = Omit<BallotText, 'skipped'>;

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
    const { organisation, actor: member } = context;
    const state = await roundOf(store, organisation, round);
    if (isRefusal(state)) return state;
    const sitting = await loadSitting(store, state.begun.sitting);
    if (sitting === undefined) return refuse('round-not-found');
    if (!state.begun.members.includes(member)) return refuse('not-a-member');
    const unread = everythingIsReadOrSkipped(sitting, member);
    if (unread !== undefined) return unread;
    const notTheirs = choosesAmongTheirOwn(sitting, member, storiesNamed(given));
    if (notTheirs !== undefined) return notTheirs;
    const skipped = state.begun.stories.filter((story) => sitting.skipped.includes(pair(member, story)));
    const ballot: BallotText = { ...given, skipped };
    const sealer = await vault.sealer(roundStream(round));
    if (sealer === undefined) return refuse('round-closed');
    const sealed = sealer.seal('ballot', 1, ballot);
    const done = await store.execute(roundStream(round), context, roundDecider, (now) =>
      castBallot(now, organisation, member, ballot, sealed),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
