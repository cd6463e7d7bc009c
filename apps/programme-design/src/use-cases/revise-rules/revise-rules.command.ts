import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { reviseRules } from '../../domain/programme/revise.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class ReviseRules extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly rules: ProgrammeDesign['rules'],
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(ReviseRules)
export class ReviseRulesHandler implements ICommandHandler<ReviseRules> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, rules, why }: ReviseRules): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      reviseRules(state, context.organisation, rules, why),
    );
  }
}
