import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { clearStory, holdBackStory, holdBackWhatStands } from '../../domain/story/moderation.js';
import { storyDecider } from '../../domain/story/story.js';
import { holdStory, letGoAsRecorded } from '../../stories/held-at-key.js';

/** What is sealed with a story that is held back. */
export interface WhyHeldBack {
  readonly why: string;
}

/** A trained person has read this version: panels may receive it. */
export class ClearStory extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly storyVersion: number,
    /** Asked of a story that is told so that nobody can be recognised. */
    readonly isNobodyRecognised = false,
  ) {
    super();
  }
}

@CommandHandler(ClearStory)
export class ClearStoryHandler implements ICommandHandler<ClearStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({
    context,
    story,
    storyVersion,
    isNobodyRecognised,
  }: ClearStory): Promise<Executed<StoryEvent> | Refusal> {
    const done = await this.service.store.execute(storyStream(story), context, storyDecider, (state) =>
      clearStory(state, storyVersion, context.actor, isNobodyRecognised),
    );
    if (!isRefusal(done)) await letGoAsRecorded(this.service, story);
    return done;
  }
}

/** No panel receives it, until it is cleared. */
export class HoldBackStory extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly storyVersion: number,
    readonly why: string,
  ) {
    super();
  }
}

@CommandHandler(HoldBackStory)
export class HoldBackStoryHandler implements ICommandHandler<HoldBackStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, storyVersion, why }: HoldBackStory): Promise<Executed<StoryEvent> | Refusal> {
    if (why.trim() === '') return refuse('held-back-without-why', 'why');
    const sealer = await this.service.vault.sealer(storyStream(story));
    if (sealer === undefined) return refuse('story-already-withdrawn');
    const sealed = sealer.seal('text', storyVersion, { why: harmlessText(why) } satisfies WhyHeldBack);
    return holdStory(this.service, context, {
      ...{ story, intent: `hold/${context.commandId}` },
      mayNot: (state) => {
        const decided = holdBackStory(state, storyVersion, sealed);
        return isRefusal(decided) ? decided : undefined;
      },
      decide: (state) => holdBackWhatStands(state, sealed),
    });
  }
}
