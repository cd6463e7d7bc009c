import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { PanelRules } from '#contracts/shared/selection-rules.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { revisePanelRules } from '../../domain/programme/ladder.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

export class RevisePanelRules extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly panel: string,
    readonly rules: PanelRules,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(RevisePanelRules)
export class RevisePanelRulesHandler implements ICommandHandler<RevisePanelRules> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, panel, rules, why }: RevisePanelRules): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      revisePanelRules(state, context.organisation, panel, rules, why),
    );
  }
}
