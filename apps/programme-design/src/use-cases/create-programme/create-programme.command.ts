import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { CommandIdUsedElsewhere, type CommandContext, type Executed } from '#event-store/event-store.js';
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

  async execute({ context, design }: CreateProgramme): Promise<Executed<ProgrammeEvent> | Refusal> {
    try {
      return await this.service.store.execute(programmeStream(design.id), context, programmeDecider, (state) =>
        createProgramme(state, design),
      );
    } catch (error) {
      // The id, and with it the stream, is part of what was asked: another id under the same key is another request.
      if (error instanceof CommandIdUsedElsewhere) return refuse('idempotency-key-reused', 'Idempotency-Key');
      throw error;
    }
  }
}
