import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { reviseLadder, type Ladder } from '../../domain/programme/ladder.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class ReviseLadder extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly ladder: Ladder,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseLadder)
export class ReviseLadderHandler implements ICommandHandler<ReviseLadder> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, ladder, why }: ReviseLadder): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseLadder(state, context.organisation, ladder, why),
    );
  }
}
