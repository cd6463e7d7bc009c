import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { reviseConsentWording, type Wording } from '../../domain/programme/revise.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class ReviseConsentWording extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly wording: Wording,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseConsentWording)
export class ReviseConsentWordingHandler implements ICommandHandler<ReviseConsentWording> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, wording, why }: ReviseConsentWording): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseConsentWording(state, context.organisation, wording, why),
    );
  }
}
