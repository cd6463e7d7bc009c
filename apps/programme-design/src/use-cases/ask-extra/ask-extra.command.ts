import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { setExtraQuestion, type ExtraQuestionGiven } from '../../domain/programme/extra-questions.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** A new question, or one changed. */
export class AskExtra extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly which: string | undefined,
    readonly question: ExtraQuestionGiven,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(AskExtra)
export class AskExtraHandler implements ICommandHandler<AskExtra> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, programme, which, question, why }: AskExtra): Promise<Executed<ProgrammeEvent> | Refusal> {
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      setExtraQuestion(state, context.organisation, which, question, why),
    );
  }
}
