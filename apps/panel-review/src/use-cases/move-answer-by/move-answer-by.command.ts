import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { moveAnswerBy } from '../../domain/sitting/meanwhile.js';
import { sittingOf } from '../../reading-streams/load.js';

/** The day by which members are asked to answer in the round that is open. */
export class MoveAnswerBy extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly answerBy: string,
  ) {
    super();
  }
}

@CommandHandler(MoveAnswerBy)
export class MoveAnswerByHandler implements ICommandHandler<MoveAnswerBy> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, answerBy }: MoveAnswerBy): Promise<SittingChanged> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const today = await dayOfProgramme(this.service, found.opened.programme, context.at);
    return changeSitting(this.service, context, sitting, (state, by) => moveAnswerBy(state, by, answerBy, today));
  }
}
