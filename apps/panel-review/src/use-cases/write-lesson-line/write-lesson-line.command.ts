import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealReason } from '../../deciding/seal-reason.js';
import { writeLessonLine } from '../../domain/sitting/decide.js';
import { sittingOf } from '../../reading-streams/load.js';

/** Feedback to the teller is drafted from a lesson line: so it may reach them. */
const reach = ['this-panel', 'later-panels', 'teller'] as const;

export class WriteLessonLine extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly story: string,
    readonly text: string,
  ) {
    super();
  }
}

@CommandHandler(WriteLessonLine)
export class WriteLessonLineHandler implements ICommandHandler<WriteLessonLine> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, story, text }: WriteLessonLine): Promise<SittingChanged> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const said = { kind: 'lesson' as const, text, stories: [story], author: context.actor, reach: [...reach] };
    const reason = await sealReason(this.service, context, found.opened, said);
    if (isRefusal(reason)) return reason;
    return changeSitting(this.service, context, sitting, (state, by) => writeLessonLine(state, by, story, reason));
  }
}
