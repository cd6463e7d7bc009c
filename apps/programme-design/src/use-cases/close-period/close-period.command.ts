import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { closePeriod } from '../../domain/programme/decide.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class ClosePeriod extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly period: string,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ClosePeriod)
export class ClosePeriodHandler implements ICommandHandler<ClosePeriod> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, period, why }: ClosePeriod): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      closePeriod(state, context.organisation, period, why),
    );
  }
}
