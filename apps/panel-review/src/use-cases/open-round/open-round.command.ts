import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting } from '../../deciding/change-sitting.js';
import { beginRound, roundDecider, roundStream } from '../../domain/round/round.js';
import { openRound } from '../../domain/sitting/decide.js';
import { storiesPresent } from '../../domain/sitting/state.js';
import { loadSitting } from '../../reading-streams/load.js';
import { asked } from '../../reading-streams/tally-of-sitting.js';

export interface RoundIsOpen {
  readonly round: string;
  readonly number: number;
}

export class OpenRound extends Command<RoundIsOpen | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    /** In a consensus: the stories to be chosen, none of them meaning that nobody is. */
    readonly proposal?: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(OpenRound)
export class OpenRoundHandler implements ICommandHandler<OpenRound> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting: id, proposal }: OpenRound): Promise<RoundIsOpen | Refusal> {
    const { store, vault, views } = this.service;
    const round = idFrom(context.commandId, 'round');
    const done = await changeSitting(this.service, context, id, (state, by) => openRound(state, by, round, proposal));
    if (isRefusal(done)) return done;
    const sitting = await loadSitting(store, id);
    const opened = sitting?.rounds.find((each) => each.round === round);
    if (sitting === undefined || opened === undefined) throw new Error('A round was opened and is not there');
    const { organisation, members, rules, facilitator, heldIn } = sitting.opened;
    await vault.createRound({ owner: roundStream(round), organisation });
    const data = {
      ...{ round, sitting: id, organisation, members, rules, facilitator, heldIn, secret: false as const },
      number: opened.number,
      ...asked(opened),
      stories: storiesPresent(sitting).map(({ story }) => story),
      conflicts: sitting.conflicts.map(({ member, story }) => ({ member, story })),
    };
    const { expectedVersion: _ofTheSitting, ...rest } = context;
    const command = { ...rest, commandId: idFrom(round, 'begin') };
    const begun = await store.execute(roundStream(round), command, roundDecider, (state) => beginRound(state, data));
    if (isRefusal(begun)) return begun;
    await views.reached(begun.stream, begun.version);
    return { round, number: opened.number };
  }
}
