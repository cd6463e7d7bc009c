import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealReason } from '../../deciding/seal-reason.js';
import { keepDissent } from '../../domain/sitting/decide.js';
import type { Reach } from '../../domain/sitting/reach.js';
import { sittingOf } from '../../reading-streams/load.js';

export class KeepDissent extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly kind: 'dissent' | 'caveat',
    readonly text: string,
    readonly reach?: Reach,
  ) {
    super();
  }
}

@CommandHandler(KeepDissent)
export class KeepDissentHandler implements ICommandHandler<KeepDissent> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, kind, text, reach }: KeepDissent): Promise<SittingChanged> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const said = { kind, text, stories: found.outcome?.stories ?? [], author: context.actor, reach };
    const reason = await sealReason(this.service, context, found.opened, said);
    if (isRefusal(reason)) return reason;
    return changeSitting(this.service, context, sitting, (state, by) => keepDissent(state, by, kind, reason));
  }
}
