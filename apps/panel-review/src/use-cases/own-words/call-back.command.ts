import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { takeAway } from '#service-kit/unlocking/take-away.js';

import type { SittingChanged } from '../../deciding/change-sitting.js';
import { callBack } from '../../domain/sitting/calling-back.js';
import { sittingStream } from '../../domain/sitting/events.js';
import { sittingDecider } from '../../domain/sitting/state.js';
import { sittingOf } from '../../reading-streams/load.js';
import { intentToCallBack } from './settle-called-back.js';

/** Something somebody said: gone at its key first, then written down. Asked again after a stop between the two, it is both. */
export class CallBack extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(CallBack)
export class CallBackHandler implements ICommandHandler<CallBack> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, reason }: CallBack): Promise<SittingChanged> {
    const { store, vault, views } = this.service;
    const { actor, organisation } = context;
    const found = await sittingOf(store, organisation, sitting);
    if (isRefusal(found)) return found;
    const done = await takeAway(this.service, context, {
      ...{ stream: sittingStream(sitting), decider: sittingDecider },
      decide: (state) => callBack(state, { actor, organisation }, reason),
      intent: intentToCallBack(sitting, context.commandId),
      atKey: async (intent) => {
        await vault.erase(`reason/${reason}`, intent);
        return undefined;
      },
    });
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
