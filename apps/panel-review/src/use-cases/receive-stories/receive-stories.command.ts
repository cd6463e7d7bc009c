import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { receiveStories } from '../../domain/sitting/decide.js';
import type { ReceivedStory } from '../../domain/sitting/events.js';
import { sittingOf } from '../../reading-streams/load.js';
import { asReceived, receivable } from '../../reading-meetings/receivable.js';

/** Stories of the period, or passed up to this panel with all that was said of them. */
export class ReceiveStories extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly stories: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(ReceiveStories)
export class ReceiveStoriesHandler implements ICommandHandler<ReceiveStories> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, stories }: ReceiveStories): Promise<SittingChanged> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const received: ReceivedStory[] = [];
    for (const [index, story] of stories.entries()) {
      const from = await receivable(this.service, found.opened, story, `stories.${String(index)}`);
      if (isRefusal(from)) return from;
      received.push(await asReceived(this.service, from));
    }
    return changeSitting(this.service, context, sitting, (state, by) => receiveStories(state, by, received));
  }
}
