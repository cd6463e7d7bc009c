import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { storyDecider, withdrawStory } from '../../domain/story/story.js';

/** For whoever may: the routes find out who that is, and that the story is theirs to take back. */
export class WithdrawStory extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
  ) {
    super();
  }
}

@CommandHandler(WithdrawStory)
export class WithdrawStoryHandler implements ICommandHandler<WithdrawStory> {
  constructor(private readonly service: ServiceRuntime) {}

  /** The vault first: nobody can read it from this moment, however late the events are. */
  async execute({ context, story }: WithdrawStory): Promise<Executed<StoryEvent> | Refusal> {
    const { store, vault } = this.service;
    const owner = storyStream(story);
    const intent = `withdraw/${context.commandId}`;
    await vault.withdraw(owner, { id: intent, actor: context.actor, at: context.at });
    const done = await store.execute(owner, context, storyDecider, (state) => withdrawStory(state, context.at));
    await vault.settleIntent(intent);
    return done;
  }
}
