import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { handsAreOfThoseThere, type RoomCounts } from '../../domain/round/room-counts.js';
import { roundDecider, roundStream, stopRound } from '../../domain/round/round.js';
import type { RoundResult } from '../../domain/sitting/events.js';
import { membersInRoom } from '../../domain/sitting/state.js';
import { loadRound, loadSitting } from '../../reading-streams/load.js';
import { finishRound } from './finish-round.js';

export class CloseRound extends Command<RoundResult | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly round: string,
    /** Hands, dots or slips, instead of ballots. */
    readonly counts: Omit<RoomCounts, 'recordedBy'> | null,
  ) {
    super();
  }
}

@CommandHandler(CloseRound)
export class CloseRoundHandler implements ICommandHandler<CloseRound> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, round, counts }: CloseRound): Promise<RoundResult | Refusal> {
    const { store, views } = this.service;
    const { actor, organisation } = context;
    const recorded = counts === null ? null : { ...counts, recordedBy: actor };
    const inRoom = recorded === null ? [] : await this.#inRoom(round);
    const stopped = await store.execute(roundStream(round), context, roundDecider, (state) => {
      const decided = stopRound(state, { actor, organisation }, recorded);
      if (isRefusal(decided) || decided.length === 0 || recorded === null || state === undefined) return decided;
      return handsAreOfThoseThere(state.begun, recorded, inRoom) ?? decided;
    });
    if (isRefusal(stopped)) return stopped;
    const finished = await finishRound(this.service, round, context);
    if (finished === undefined) throw new Error('A round was closed and not counted');
    await views.reached(finished.stream, finished.version);
    return finished.result;
  }

  async #inRoom(id: string): Promise<readonly string[]> {
    const round = await loadRound(this.service.store, id);
    const sitting = round === undefined ? undefined : await loadSitting(this.service.store, round.begun.sitting);
    return sitting === undefined ? [] : membersInRoom(sitting);
  }
}
