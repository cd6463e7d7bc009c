import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { GuidesDesign } from '#contracts/shared/programme.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { reviseGuides } from '../../domain/programme/guides.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** What is said to those who take part, where they do. */
export class ReviseGuides extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly guides: GuidesDesign,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseGuides)
export class ReviseGuidesHandler implements ICommandHandler<ReviseGuides> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, guides, why }: ReviseGuides): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseGuides(state, context.organisation, guides, why),
    );
  }
}
