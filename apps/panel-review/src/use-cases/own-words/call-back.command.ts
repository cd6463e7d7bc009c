import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { callBack } from '../../domain/sitting/calling-back.js';
import { sittingOf } from '../../reading-streams/load.js';

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
    const { store, vault } = this.service;
    const { actor, organisation, at, commandId } = context;
    const found = await sittingOf(store, organisation, sitting);
    if (isRefusal(found)) return found;
    const refused = callBack(found, { actor, organisation }, reason);
    if (isRefusal(refused)) return refused;
    const intent = { id: idFrom(commandId, 'called-back'), actor, at };
    await vault.erase(`reason/${reason}`, intent);
    const done = await changeSitting(this.service, context, sitting, (state, by) => callBack(state, by, reason));
    await vault.settleIntent(intent.id);
    return done;
  }
}
