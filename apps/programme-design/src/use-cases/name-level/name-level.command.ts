import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { nameLevel, type LevelName } from '../../domain/programme/ladder.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class NameLevel extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly level: LevelName,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(NameLevel)
export class NameLevelHandler implements ICommandHandler<NameLevel> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, level, why }: NameLevel): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      nameLevel(state, context.organisation, level, why),
    );
  }
}
