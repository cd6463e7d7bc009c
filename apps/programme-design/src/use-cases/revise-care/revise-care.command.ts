import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CareDesign } from '#contracts/shared/programme.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { reviseCare } from '../../domain/programme/care.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** How long stories wait, which words may be a concern, and how long stories are kept. */
export class ReviseCare extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly care: CareDesign,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseCare)
export class ReviseCareHandler implements ICommandHandler<ReviseCare> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, care, why }: ReviseCare): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseCare(state, context.organisation, care, why),
    );
  }
}
