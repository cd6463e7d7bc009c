import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { correctStory } from '../../domain/story/rights.js';
import { storyDecider, thereIsANarrative, wordsIn } from '../../domain/story/story.js';
import { cleaned } from '../../stories/cleaned-text.js';

/** The teller's words again, in place of those before; what they do not name stays. */
export class CorrectStory extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    /** The whole text as it is to be. */
    readonly text: StoryText,
    /** Of the text they corrected. */
    readonly storyVersion: number,
  ) {
    super();
  }
}

@CommandHandler(CorrectStory)
export class CorrectStoryHandler implements ICommandHandler<CorrectStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, text, storyVersion }: CorrectStory): Promise<Executed<StoryEvent> | Refusal> {
    const { store, vault } = this.service;
    const owner = storyStream(story);
    const { clean, madeHarmless } = cleaned(text);
    const refusal = thereIsANarrative(clean.narrative);
    if (refusal !== undefined) return refusal;
    const sealer = await vault.sealer(owner);
    if (sealer === undefined) return refuse('story-already-withdrawn');
    const next = storyVersion + 1;
    const data = {
      storyVersion: next,
      words: wordsIn(clean.narrative),
      text: sealer.seal('text', next, clean),
      original: madeHarmless.length === 0 ? null : sealer.seal('original', next, text),
    };
    return store.execute(owner, context, storyDecider, (state) => correctStory(state, clean.narrative, data));
  }
}
