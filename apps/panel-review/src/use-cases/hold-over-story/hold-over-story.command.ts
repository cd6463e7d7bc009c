import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealReason } from '../../deciding/seal-reason.js';
import { holdOver } from '../../domain/sitting/decide.js';
import { sittingOf } from '../../reading-streams/load.js';

export class HoldOverStory extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly story: string,
    readonly toPeriod: string,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(HoldOverStory)
export class HoldOverStoryHandler implements ICommandHandler<HoldOverStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, story, toPeriod, reason: text }: HoldOverStory): Promise<SittingChanged> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const design = (await this.service.views.get(knownProgrammes, found.opened.programme))?.design;
    if (design?.periods.some(({ id }) => id === toPeriod && id !== found.opened.period) !== true) {
      return refuse('sitting-period-unknown', 'toPeriod');
    }
    const said = { kind: 'held-over' as const, text, stories: [story], author: context.actor };
    const reason = await sealReason(this.service, context, found.opened, said);
    if (isRefusal(reason)) return reason;
    return changeSitting(this.service, context, sitting, (state, by) => holdOver(state, by, story, toPeriod, reason));
  }
}
