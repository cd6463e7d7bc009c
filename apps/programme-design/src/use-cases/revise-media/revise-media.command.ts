import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { MediaDesign } from '#contracts/shared/programme.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { reviseMedia } from '../../domain/programme/media.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** What may be told with a story beside its words. */
export class ReviseMedia extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly media: MediaDesign,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseMedia)
export class ReviseMediaHandler implements ICommandHandler<ReviseMedia> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, media, why }: ReviseMedia): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseMedia(state, context.organisation, media, why),
    );
  }
}
