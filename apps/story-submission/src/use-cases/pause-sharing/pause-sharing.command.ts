import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { pauseSharing, resumeSharing } from '../../domain/story/rights.js';
import { storyDecider } from '../../domain/story/story.js';

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

  /** The vault first: it holds from this moment. */
  async execute({ context, story }: PauseSharing): Promise<Executed<StoryEvent> | Refusal> {
    const { store, vault } = this.service;
    const owner = storyStream(story);
    const intent = `freeze/${context.commandId}`;
    await vault.freeze(owner, { id: intent, actor: context.actor, at: context.at });
    const done = await store.execute(owner, context, storyDecider, (state) => pauseSharing(state, context.at));
    await vault.settleIntent(intent);
    return done;
  }
}

@CommandHandler(ResumeSharing)
export class ResumeSharingHandler implements ICommandHandler<ResumeSharing> {
  constructor(private readonly service: ServiceRuntime) {}

  /** The event first: after a stop in between it stays paused, and can be asked for again. */
  async execute({ context, story }: ResumeSharing): Promise<Executed<StoryEvent> | Refusal> {
    const { store, vault } = this.service;
    const owner = storyStream(story);
    const done = await store.execute(owner, context, storyDecider, (state) => resumeSharing(state, context.at));
    if (!isRefusal(done)) await vault.unfreeze(owner);
    return done;
  }
}
