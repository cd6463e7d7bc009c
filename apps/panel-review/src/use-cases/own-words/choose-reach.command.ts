import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { lookFirst } from '#service-kit/unlocking/take-away.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { chooseReach } from '../../domain/sitting/calling-back.js';
import { sittingStream } from '../../domain/sitting/events.js';
import { isSameReach, reachOf, type Reach, type StepBeyond } from '../../domain/sitting/reach.js';
import { sittingDecider } from '../../domain/sitting/state.js';
import { loadSitting, sittingOf } from '../../reading-streams/load.js';
import { intentToGoLessFar } from './settle-called-back.js';

export class ChooseReach extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly reason: string,
    readonly beyond: readonly StepBeyond[],
  ) {
    super();
  }
}

/** Less at the key first, more only once it is written down: a stop between the two leaves less, never more. */
@CommandHandler(ChooseReach)
export class ChooseReachHandler implements ICommandHandler<ChooseReach> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, reason, beyond }: ChooseReach): Promise<SittingChanged> {
    const { store, vault } = this.service;
    const { actor, organisation } = context;
    const reach = reachOf(beyond);
    const found = await sittingOf(store, organisation, sitting);
    if (isRefusal(found)) return found;
    const looked = await lookFirst(store, context, {
      ...{ stream: sittingStream(sitting), decider: sittingDecider },
      decide: (state) => chooseReach(state, { actor, organisation }, reason, reach),
    });
    if (isRefusal(looked)) return looked;
    const owner = `reason/${reason}`;
    const intent = { id: intentToGoLessFar(sitting, context.commandId), actor, at: context.at };
    if (!looked.replayed) await vault.narrowReach(owner, actor, reach, intent);
    const done = await changeSitting(this.service, context, sitting, (state, by) =>
      chooseReach(state, by, reason, reach),
    );
    await this.#asWritten(sitting, owner, actor, reason);
    if (!isRefusal(done)) await vault.settleIntent(intent.id);
    return done;
  }

  /** Somebody who chooses twice at the same moment gets what was written last. */
  async #asWritten(sitting: string, owner: string, actor: string, reason: string): Promise<void> {
    const { store, vault } = this.service;
    for (let set: Reach | undefined; ;) {
      const state = await loadSitting(store, sitting);
      const written = state?.reasons.find((each) => each.reason === reason)?.reach;
      if (written === undefined || (set !== undefined && isSameReach(set, written))) return;
      await vault.setReach(owner, actor, written);
      set = written;
    }
  }
}
