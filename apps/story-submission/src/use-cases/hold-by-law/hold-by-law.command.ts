import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { lookFirst } from '#service-kit/unlocking/take-away.js';

import { contributorOwner } from '../../domain/story/contributor-events.js';
import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { endLegalHold, placeLegalHold, type WhyHeldByLaw } from '../../domain/story/legal-hold.js';
import { storyDecider } from '../../domain/story/story.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { storyNow } from '../../stories/story-now.js';

type Done = Executed<StoryEvent> | Refusal;

/** Not to be erased up to and with a day: this story, or everything its teller told. */
export class PlaceLegalHold extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryDocument,
    readonly of: 'story' | 'person',
    readonly until: string,
    readonly why: string,
  ) {
    super();
  }
}

/** Wherever it was placed: of a person, on each of their stories. */
export class EndLegalHold extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryDocument,
    readonly hold: string,
  ) {
    super();
  }
}

@CommandHandler(PlaceLegalHold)
export class PlaceLegalHoldHandler implements ICommandHandler<PlaceLegalHold> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, of, until, why }: PlaceLegalHold): Promise<Done> {
    const hold = idFrom(context.commandId, 'legal hold');
    const today = await dayOfProgramme(this.service, story.programme, context.at);
    const place = async (id: string, command: CommandContext): Promise<Done> => {
      const sealer = await this.service.vault.sealer(storyStream(id));
      if (sealer === undefined) return refuse('story-erased-meanwhile');
      const sealed = sealer.seal('text', 1, { why: harmlessText(why) } satisfies WhyHeldByLaw);
      const placed = await this.service.store.execute(storyStream(id), command, storyDecider, (state) =>
        placeLegalHold(state, { hold, of, until, why: sealed }, today),
      );
      if (isRefusal(placed)) return placed;
      const end = { ...command, commandId: idFrom(command.commandId, 'came too late') };
      // Sent again after it was refused: it does not stand, though nobody is being erased any more.
      if (placed.replayed && (await this.#wasDone(id, end))) return refuse('somebody-being-erased');
      const tooLate = await this.#erasedMeanwhile(id);
      if (tooLate === undefined) return placed;
      // Somebody had asked before it was placed and goes on to erase: what is gone is held by nothing.
      await this.service.store.execute(storyStream(id), end, storyDecider, (state) => endLegalHold(state, hold));
      return tooLate;
    };
    const done = await place(story.id, context);
    if (isRefusal(done) || of === 'story') return done;
    for (const { id } of await othersOf(this.service, story)) {
      const other = await place(id, { ...context, commandId: idFrom(context.commandId, id) });
      // One that was erased before is not held, and keeps the others from nothing.
      if (isRefusal(other) && other.refusal !== 'story-erased-meanwhile') return other;
    }
    return done;
  }

  async #wasDone(story: string, command: CommandContext): Promise<boolean> {
    const act = { stream: storyStream(story), decider: storyDecider, decide: () => [] };
    const looked = await lookFirst(this.service.store, command, act);
    return !isRefusal(looked) && looked.replayed;
  }

  /** Whoever is about to erase the story, or one of those in it, asks again from here on. One who was gone before is not held. */
  async #erasedMeanwhile(story: string): Promise<Refusal | undefined> {
    const { vault } = this.service;
    if (!(await vault.keepFromErasing(storyStream(story)))) return refuse('story-erased-meanwhile');
    for (const { id, isErased } of (await storyNow(this.service, story))?.together.contributors ?? []) {
      if (!isErased && !(await vault.keepFromErasing(contributorOwner(id)))) return refuse('somebody-being-erased');
    }
    return undefined;
  }
}

@CommandHandler(EndLegalHold)
export class EndLegalHoldHandler implements ICommandHandler<EndLegalHold> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, hold }: EndLegalHold): Promise<Done> {
    const end = (id: string, command: CommandContext) =>
      this.service.store.execute(storyStream(id), command, storyDecider, (state) => endLegalHold(state, hold));
    for (const { id } of await othersOf(this.service, story)) {
      const other = await end(id, { ...context, commandId: idFrom(context.commandId, id) });
      if (isRefusal(other)) return other;
    }
    return end(story.id, context);
  }
}

/** What else its teller told. */
async function othersOf(
  { views }: ServiceRuntime,
  { id, organisation, teller }: StoryDocument,
): Promise<readonly StoryDocument[]> {
  await views.level();
  const others: StoryDocument[] = [];
  for await (const each of views.stream(stories, { index: 'byTeller', equals: { organisation, teller } })) {
    if (each.id !== id) others.push(each);
  }
  return others;
}
