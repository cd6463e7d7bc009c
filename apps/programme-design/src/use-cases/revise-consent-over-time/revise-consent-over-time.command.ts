import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { ConsentOverTimeDesign } from '#contracts/shared/consent-over-time.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { reviseConsentOverTime } from '../../domain/programme/consent-over-time.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** Youngest age and what happens below it, and when consent is asked for again. */
export class ReviseConsentOverTime extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly consentOverTime: ConsentOverTimeDesign,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseConsentOverTime)
export class ReviseConsentOverTimeHandler implements ICommandHandler<ReviseConsentOverTime> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, consentOverTime, why }: ReviseConsentOverTime) {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseConsentOverTime(state, context.organisation, consentOverTime, why),
    );
  }
}
