import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SafeguardingDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { nameSafeguarding } from '../../domain/programme/revise.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** Who is told when somebody may be in danger, who stands in, and when they are there. */
export class NameSafeguarding extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly safeguarding: SafeguardingDesign,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(NameSafeguarding)
export class NameSafeguardingHandler implements ICommandHandler<NameSafeguarding> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute(asked: NameSafeguarding): Promise<Executed<ProgrammeEvent> | Refusal> {
    const { context, programme, safeguarding, why } = asked;
    const { organisation } = context;
    for (const field of ['lead', 'deputy'] as const) {
      const known = await this.service.views.get(knownPeople, safeguarding[field]);
      if (known?.organisation !== organisation) return refuse('safeguarding-person-unknown', field);
    }
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      nameSafeguarding(state, organisation, safeguarding, why),
    );
  }
}
