import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { handsAreOfThoseThere, handsAreOfThoseWhoHeard, type RoomCounts } from '../../domain/round/room-counts.js';
import { comesToSomething, roundDecider, roundStream, stopRound } from '../../domain/round/round.js';
import { knownInRoom } from '../../domain/sitting/attendance.js';
import type { RoundResult } from '../../domain/sitting/events.js';
import { progressOf } from '../../domain/sitting/next-step.js';
import { membersInRoom } from '../../domain/sitting/state.js';
import { roundWithRoll } from '../../reading-meetings/round-with-roll.js';
import { loadSitting } from '../../reading-streams/load.js';
import { finishRound } from './finish-round.js';

export class CloseRound extends Command<RoundResult | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly round: string,
    /** Hands, dots or slips, instead of ballots. */
    readonly counts: Omit<RoomCounts, 'recordedBy'> | null,
    /** Also where nothing was counted in the room, or too few have answered in secret: what they answered is destroyed. */
    readonly withoutResult = false,
  ) {
    super();
  }
}

@CommandHandler(CloseRound)
export class CloseRoundHandler implements ICommandHandler<CloseRound> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, round, counts, withoutResult }: CloseRound): Promise<RoundResult | Refusal> {
    const { store, views } = this.service;
    const { actor, organisation } = context;
    const recorded = counts === null ? null : { ...counts, recordedBy: actor };
    const { inRoom, known, answered } = await this.#before(round);
    const stopped = await store.execute(roundStream(round), context, roundDecider, (state) => {
      const decided = stopRound(state, { actor, organisation }, recorded);
      if (isRefusal(decided) || decided.length === 0 || state === undefined) return decided;
      const wrong =
        recorded !== null
          ? (handsAreOfThoseThere(state.begun, recorded, inRoom) ?? handsAreOfThoseWhoHeard(recorded, known))
          : withoutResult
            ? undefined
            : comesToSomething(state, answered);
      return wrong ?? decided;
    });
    if (isRefusal(stopped)) return stopped;
    const finished = await finishRound(this.service, round, context);
    if (finished === undefined) throw new Error('A round was closed and not counted');
    await views.reached(finished.stream, finished.version);
    return finished.result;
  }

  /** What the round itself does not know: who is there and has heard what, and who has answered in secret. */
  async #before(id: string) {
    const round = await roundWithRoll(this.service, id);
    const sitting = round === undefined ? undefined : await loadSitting(this.service.store, round.begun.sitting);
    if (round === undefined || sitting === undefined) {
      return { inRoom: [], known: { members: 0, unheard: [] }, answered: 0 };
    }
    return {
      inRoom: membersInRoom(sitting),
      known: knownInRoom(sitting),
      answered: progressOf(round, sitting).answered,
    };
  }
}
