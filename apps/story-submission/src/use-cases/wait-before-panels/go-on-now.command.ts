import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { storyDecider } from '../../domain/story/story.js';
import { goOnNow } from '../../domain/story/waiting.js';

/** The teller of this story needs no more time: the routes find out that it is theirs. */
export class GoOnNow extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
  ) {
    super();
  }
}

@CommandHandler(GoOnNow)
export class GoOnNowHandler implements ICommandHandler<GoOnNow> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, story }: GoOnNow): Promise<Executed<StoryEvent> | Refusal> {
    return this.service.store.execute(storyStream(story), context, storyDecider, goOnNow);
  }
}
