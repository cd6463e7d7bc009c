import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { DomainRevised, ProgrammeEvent } from '../../domain/programme/events.js';
import { reviseDomain } from '../../domain/programme/revise-parts.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** Its name, how it is explained, and the periods in which it is asked about. */
export class ReviseDomain extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly domain: string,
    readonly about: DomainRevised['data']['about'],
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseDomain)
export class ReviseDomainHandler implements ICommandHandler<ReviseDomain> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, domain, about, why }: ReviseDomain): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseDomain(state, context.organisation, domain, about, why),
    );
  }
}
