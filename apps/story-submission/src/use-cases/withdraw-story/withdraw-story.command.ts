import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { takeAway } from '#service-kit/unlocking/take-away.js';

import { storyStream, type StoryEvent, type WithdrawnBecause } from '../../domain/story/events.js';
import { storyDecider, withdrawStory } from '../../domain/story/story.js';

/** For whoever may: the routes find out who that is, and that the story is theirs to take back. */
export class WithdrawStory extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    /** Of staff. */
    readonly because?: WithdrawnBecause,
  ) {
    super();
  }
}

@CommandHandler(WithdrawStory)
export class WithdrawStoryHandler implements ICommandHandler<WithdrawStory> {
  constructor(private readonly service: ServiceRuntime) {}

  /** The vault first: nobody can read it from this moment, however late the events are. */
  execute({ context, story, because }: WithdrawStory): Promise<Executed<StoryEvent> | Refusal> {
    const { vault } = this.service;
    const stream = storyStream(story);
    return takeAway(this.service, context, {
      stream,
      decider: storyDecider,
      decide: (state) => withdrawStory(state, context.at, because),
      intent: `withdraw/${context.commandId}`,
      atKey: async (intent) => {
        await vault.withdraw(stream, intent);
        return undefined;
      },
    });
  }
}
