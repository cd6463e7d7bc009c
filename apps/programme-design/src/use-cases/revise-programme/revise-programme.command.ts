import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeAbout, ProgrammeEvent } from '../../domain/programme/events.js';
import { reviseProgramme } from '../../domain/programme/revise.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class ReviseProgramme extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly about: ProgrammeAbout,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseProgramme)
export class ReviseProgrammeHandler implements ICommandHandler<ReviseProgramme> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, about, why }: ReviseProgramme): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseProgramme(state, context.organisation, about, why),
    );
  }
}
