import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { placePanel, type PanelPlace } from '../../domain/programme/ladder.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class PlacePanel extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly panel: PanelPlace,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(PlacePanel)
export class PlacePanelHandler implements ICommandHandler<PlacePanel> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, panel, why }: PlacePanel): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      placePanel(state, context.organisation, panel, why),
    );
  }
}
