import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { takeLevelOff } from '../../domain/programme/ladder.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class TakeLevelOff extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly level: number,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(TakeLevelOff)
export class TakeLevelOffHandler implements ICommandHandler<TakeLevelOff> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, level, why }: TakeLevelOff): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      takeLevelOff(state, context.organisation, level, why),
    );
  }
}
