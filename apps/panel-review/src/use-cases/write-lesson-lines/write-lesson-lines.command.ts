import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealReason } from '../../deciding/seal-reason.js';
import { writeLessonLines, type LessonLine } from '../../domain/sitting/decide.js';
import { sittingOf } from '../../reading-streams/load.js';

/** Feedback to the teller is drafted from a lesson line: so it may reach them. */
const reach = ['this-panel', 'later-panels', 'teller'] as const;

export interface LineGiven {
  readonly story: string;
  readonly text: string;
}

/** All of them, or none. A line given again replaces the one before it. */
export class WriteLessonLines extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly lines: readonly LineGiven[],
  ) {
    super();
  }
}

@CommandHandler(WriteLessonLines)
export class WriteLessonLinesHandler implements ICommandHandler<WriteLessonLines> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, lines }: WriteLessonLines): Promise<SittingChanged> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const sealed: LessonLine[] = [];
    for (const { story, text } of lines) {
      const said = { kind: 'lesson' as const, text, stories: [story], author: context.actor, reach: [...reach] };
      const reason = await sealReason(this.service, context, found.opened, said);
      if (isRefusal(reason)) return reason;
      sealed.push({ story, reason });
    }
    return changeSitting(this.service, context, sitting, (state, by) => writeLessonLines(state, by, sealed));
  }
}
