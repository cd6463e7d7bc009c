import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { moveStory } from '../../domain/story/moving.js';
import { storyDecider } from '../../domain/story/story.js';

/** What is sealed with the story: it can name people. */
export interface WhyMoved {
  readonly why: string;
}

export class MoveStory extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly story: string,
    /** Null: into none. */
    readonly domain: string | null,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(MoveStory)
export class MoveStoryHandler implements ICommandHandler<MoveStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, story, domain, why }: MoveStory): Promise<Executed<StoryEvent> | Refusal> {
    const { store, vault, views } = this.service;
    const design = (await views.get(knownProgrammes, programme))?.design;
    if (design === undefined) return refuse('story-programme-unknown', 'programme');
    const owner = storyStream(story);
    const sealer = await vault.sealer(owner);
    if (sealer === undefined) return refuse('story-already-withdrawn');
    const said: WhyMoved | undefined = why === null ? undefined : { why: harmlessText(why) };
    const sealed = said === undefined ? null : sealer.seal('text', 1, said);
    return store.execute(owner, context, storyDecider, (state) => moveStory(state, design, domain, sealed));
  }
}
