import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { StoryEvent } from '../../domain/story/events.js';
import { pauseOneStory, resumeOneStory } from '../../consent/go-on.js';

/** For whoever may: the routes find out that the story is theirs. */
export class PauseSharing extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
  ) {
    super();
  }
}

/** Nothing is wider than before the pause. */
export class ResumeSharing extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
  ) {
    super();
  }
}

@CommandHandler(PauseSharing)
export class PauseSharingHandler implements ICommandHandler<PauseSharing> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, story }: PauseSharing): Promise<Executed<StoryEvent> | Refusal> {
    return pauseOneStory(this.service, context, story);
  }
}

@CommandHandler(ResumeSharing)
export class ResumeSharingHandler implements ICommandHandler<ResumeSharing> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, story }: ResumeSharing): Promise<Executed<StoryEvent> | Refusal> {
    return resumeOneStory(this.service, context, story);
  }
}
