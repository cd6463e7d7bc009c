import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { takePanelOff } from '../../domain/programme/ladder.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class TakePanelOff extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly panel: string,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(TakePanelOff)
export class TakePanelOffHandler implements ICommandHandler<TakePanelOff> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, panel, why }: TakePanelOff): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      takePanelOff(state, context.organisation, panel, why),
    );
  }
}
