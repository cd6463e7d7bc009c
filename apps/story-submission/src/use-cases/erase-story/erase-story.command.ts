import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { takeAway } from '#service-kit/unlocking/take-away.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { eraseStory } from '../../domain/story/rights.js';
import { storyDecider } from '../../domain/story/story.js';
import { stories } from '../../read-models/stories/stories.js';
import { AskingTheLaw, heldByLaw } from '../../stories/asking-the-law.js';

/** Events that wait for the disk together: each alone, a thousand stories took a busy disk most of a minute. */
const writtenTogether = 64;

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
export class ErasePerson extends Command<number | Refusal> {
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

  execute({ context, story }: EraseStory): Promise<Executed<StoryEvent> | Refusal> {
    return eraseOneStory(this.service, context, story);
  }
}

@CommandHandler(ErasePerson)
export class ErasePersonHandler implements ICommandHandler<ErasePerson> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, person }: ErasePerson): Promise<number | Refusal> {
    const { store, vault } = this.service;
    const held = await heldOfPerson(this.service, context, person);
    if (held !== undefined) return held;
    const id = `erase-person/${context.commandId}`;
    const law = new AskingTheLaw(this.service, context.at);
    await vault.erasePerson(person, { id, actor: context.actor, at: context.at }, law.mayErase);
    if (law.held !== undefined) return law.held;
    const mine = (await vault.pendingIntents()).filter((intent) => intent.id.startsWith(`${id}:`));
    let erased = 0;
    for (let from = 0; from < mine.length; from += writtenTogether) {
      const written = await Promise.all(
        mine.slice(from, from + writtenTogether).map(async ({ id: intent, owner }) => {
          if (!owner.startsWith('story/')) return { intent, isStory: false };
          const command = { ...context, commandId: idFrom(context.commandId, owner) };
          const done = await store.execute(owner, command, storyDecider, (state) => eraseStory(state, context.at));
          // What could not be written down stays an intent: its text is gone, and the record must come to say so.
          return isRefusal(done) ? undefined : { intent, isStory: true };
        }),
      );
      for (const one of written) {
        if (one === undefined) continue;
        if (one.isStory) erased += 1;
        await vault.settleIntent(one.intent);
      }
    }
    return erased;
  }
}

/** The vault first: from this moment nobody can read it, the teller neither. What the law holds stays. */
export async function eraseOneStory(
  service: ServiceRuntime,
  context: CommandContext,
  story: string,
): Promise<Executed<StoryEvent> | Refusal> {
  const { vault } = service;
  const stream = storyStream(story);
  const intent = `erase/${context.commandId}`;
  const done = await takeAway(service, context, {
    stream,
    decider: storyDecider,
    decide: (state) => eraseStory(state, context.at),
    intent,
    atKey: async (given) => {
      const law = new AskingTheLaw(service, context.at);
      await vault.erase(stream, given, law.mayErase);
      return law.held;
    },
  });
  if (!isRefusal(done)) await settleReasons(service, intent);
  return done;
}

async function heldOfPerson(
  service: ServiceRuntime,
  { organisation, at }: CommandContext,
  teller: string,
): Promise<Refusal | undefined> {
  await service.views.level();
  for await (const { id } of service.views.stream(stories, { index: 'byTeller', equals: { organisation, teller } })) {
    const held = await heldByLaw(service, id, at);
    if (held !== undefined) return held;
  }
  return undefined;
}

/** Those of the reasons that went with it: no stream has anything to write down about them. */
async function settleReasons({ vault }: ServiceRuntime, intent: string): Promise<void> {
  for (const { id } of await vault.pendingIntents()) if (id.startsWith(`${intent}:`)) await vault.settleIntent(id);
}
