import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { closeSitting } from '../../domain/sitting/decide.js';
import { panelsOf } from '../../domain/sitting/state.js';
import { sittingOf } from '../../reading-streams/load.js';

export class CloseSitting extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
  ) {
    super();
  }
}

@CommandHandler(CloseSitting)
export class CloseSittingHandler implements ICommandHandler<CloseSitting> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting }: CloseSitting): Promise<SittingChanged> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const { programme } = found.opened;
    const design = (await this.service.views.get(knownProgrammes, programme))?.design;
    const panels = design?.panels ?? [];
    // The ladder as it is now: a panel taken off it receives nothing, and one that was taken off itself passes nothing up.
    const meeting = panelsOf(found.opened);
    const passesUpTo = new Set(panels.filter(({ id }) => meeting.includes(id)).flatMap((each) => each.passesUpTo));
    const above = [...passesUpTo].filter((to) => panels.some(({ id }) => id === to));
    return changeSitting(this.service, context, sitting, (state, by) => closeSitting(state, by, above));
  }
}
