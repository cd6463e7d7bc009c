import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { eraseStory } from '../../domain/story/rights.js';
import { storyDecider } from '../../domain/story/story.js';

/** Destroys the keys of one story and of every reason that names it. For whoever may: the routes find that out. */
export class EraseStory extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
  ) {
    super();
  }
}

/** Everything of one person: their stories, their drafts, what they wrote to the register. Gives how many stories went. */
export class ErasePerson extends Command<number> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
  ) {
    super();
  }
}

@CommandHandler(EraseStory)
export class EraseStoryHandler implements ICommandHandler<EraseStory> {
  constructor(private readonly service: ServiceRuntime) {}

  /** The vault first: from this moment nobody can read it, the teller neither. */
  async execute({ context, story }: EraseStory): Promise<Executed<StoryEvent> | Refusal> {
    const { store, vault } = this.service;
    const owner = storyStream(story);
    const intent = `erase/${context.commandId}`;
    await vault.erase(owner, { id: intent, actor: context.actor, at: context.at });
    const done = await store.execute(owner, context, storyDecider, (state) => eraseStory(state, context.at));
    await settleAll(this.service, intent);
    return done;
  }
}

@CommandHandler(ErasePerson)
export class ErasePersonHandler implements ICommandHandler<ErasePerson> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, person }: ErasePerson): Promise<number> {
    const { store, vault } = this.service;
    const id = `erase-person/${context.commandId}`;
    await vault.erasePerson(person, { id, actor: context.actor, at: context.at });
    let erased = 0;
    for (const intent of await vault.pendingIntents()) {
      if (!intent.id.startsWith(id)) continue;
      const { owner } = intent;
      if (owner.startsWith('story/')) {
        const command = { ...context, commandId: idFrom(context.commandId, owner) };
        await store.execute(owner, command, storyDecider, (state) => eraseStory(state, context.at));
        erased += 1;
      }
      await vault.settleIntent(intent.id);
    }
    return erased;
  }
}

/** The story's own, and those of the reasons that went with it: no stream has anything to write down about them. */
async function settleAll({ vault }: ServiceRuntime, intent: string): Promise<void> {
  for (const { id } of await vault.pendingIntents()) if (id.startsWith(intent)) await vault.settleIntent(id);
}
