import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { makeBox } from '../../deciding/box-of-round.js';
import { changeSitting } from '../../deciding/change-sitting.js';
import { beginRound, roundDecider, roundStream } from '../../domain/round/round.js';
import { cannotRead } from '../../domain/sitting/languages.js';
import { openRound, type RoundAsked } from '../../domain/sitting/decide.js';
import { conflictsTold, storiesPresent } from '../../domain/sitting/state.js';
import { sittings } from '../../read-models/sittings/sittings.js';
import { translatedInto } from '../../reading-meetings/opened-translations.js';
import { languagesOf, ownReadings } from '../../reading-meetings/own-readings.js';
import { loadRound, loadSitting } from '../../reading-streams/load.js';
import { asked } from '../../reading-streams/tally-of-sitting.js';

export interface RoundIsOpen {
  readonly round: string;
  readonly number: number;
}

export class OpenRound extends Command<RoundIsOpen | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly asked: RoundAsked = {},
  ) {
    super();
  }
}

@CommandHandler(OpenRound)
export class OpenRoundHandler implements ICommandHandler<OpenRound> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting: id, asked: what }: OpenRound): Promise<RoundIsOpen | Refusal> {
    const { store, vault, views } = this.service;
    const round = idFrom(context.commandId, 'round');
    const { organisation: asking } = context;
    const known = (await views.get(sittings, id))?.state;
    const read = languagesOf(await ownReadings(this.service, asking, known?.opened.members ?? []));
    const translated = await translatedInto(this.service, known?.stories.map(({ story }) => story) ?? []);
    const done = await changeSitting(this.service, context, id, (state, by) =>
      openRound(state, by, round, what, state === undefined ? [] : cannotRead(state, read, translated)),
    );
    if (isRefusal(done)) return done;
    const sitting = await loadSitting(store, id);
    const opened = sitting?.rounds.find((each) => each.round === round);
    if (sitting === undefined || opened === undefined) throw new Error('A round was opened and is not there');
    const { number } = opened;
    // Asked again: a round that was counted since has no key any more, and none is made.
    if ((await loadRound(store, round)) !== undefined) return { round, number };
    const { organisation, members, rules, facilitator, heldIn } = sitting.opened;
    const secret = opened.secret === true;
    if (secret) await makeBox(this.service, round, organisation);
    else await vault.createRound({ owner: roundStream(round), organisation });
    const data = {
      ...{ round, sitting: id, organisation, members, rules, facilitator, heldIn, secret, number },
      ...asked(opened),
      stories: storiesPresent(sitting).map(({ story }) => story),
      conflicts: conflictsTold(sitting),
    };
    const command = { ...context, commandId: idFrom(round, 'begin') };
    const begun = await store.execute(roundStream(round), command, roundDecider, (state) => beginRound(state, data));
    if (isRefusal(begun)) return begun;
    await views.reached(begun.stream, begun.version);
    return { round, number };
  }
}
