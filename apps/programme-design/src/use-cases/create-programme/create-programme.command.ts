import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { createProgramme } from '../../domain/programme/decide.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class CreateProgramme extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly design: ProgrammeDesign,
  ) {
    super();
  }
}

@CommandHandler(CreateProgramme)
export class CreateProgrammeHandler implements ICommandHandler<CreateProgramme> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, design }: CreateProgramme): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(design.id), context, programmeDecider, (state) =>
      createProgramme(state, design),
    );
  }
}
