import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { addPeriod, type NewPeriod } from '../../domain/programme/decide.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class AddPeriod extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly period: NewPeriod,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(AddPeriod)
export class AddPeriodHandler implements ICommandHandler<AddPeriod> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, period, why }: AddPeriod): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      addPeriod(state, context.organisation, period, why),
    );
  }
}
