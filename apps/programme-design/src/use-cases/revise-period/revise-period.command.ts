import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { PeriodRevised, ProgrammeEvent } from '../../domain/programme/events.js';
import { revisePeriod } from '../../domain/programme/revise-parts.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** Its name, its days and what is asked in it. */
export class RevisePeriod extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly period: string,
    readonly about: PeriodRevised['data']['about'],
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(RevisePeriod)
export class RevisePeriodHandler implements ICommandHandler<RevisePeriod> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, period, about, why }: RevisePeriod): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      revisePeriod(state, context.organisation, period, about, why),
    );
  }
}
