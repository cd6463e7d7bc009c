import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { type Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isConcernEvent, keepsStoryBack } from '../../domain/concern/concern.js';
import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { letGoByConcern } from '../../domain/story/held-for-concern.js';
import { storyDecider } from '../../domain/story/story.js';
import { letGoAsRecorded } from '../../stories/held-at-key.js';
import { keepBack } from '../../stories/held-for-concern.js';

/** After a stop between the two, the story is kept back all the same. */
export const keepStoriesBack: Reaction = {
  name: 'keep-stories-back',
  on: async ({ event, metadata }, service) => {
    if (!isConcernEvent(event) || event.type !== 'ConcernRaised') return;
    const { concern, story, about = 'danger' } = event.data;
    if (keepsStoryBack(about)) await keepBack(service, metadata, { concern, story });
  },
};

/** Whoever keeps the concern has decided: as far as it goes, panels may receive the story. */
export class LetStoryGo extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly concern: string,
    readonly story: string,
    /** Whom it is about and who manages them, as far as they have an account. */
    readonly keptFrom: readonly string[] = [],
  ) {
    super();
  }
}

@CommandHandler(LetStoryGo)
export class LetStoryGoHandler implements ICommandHandler<LetStoryGo> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, concern, story, keptFrom }: LetStoryGo): Promise<Executed<StoryEvent> | Refusal> {
    const done = await this.service.store.execute(storyStream(story), context, storyDecider, (state) =>
      letGoByConcern(state, concern, keptFrom),
    );
    if (!isRefusal(done)) await letGoAsRecorded(this.service, story);
    return done;
  }
}
