import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { Intent, IntentGiven, KeyVault } from '#key-vault/key-vault.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { lookFirst, withoutVersion } from '#service-kit/unlocking/take-away.js';

import {
  answerAsContributor,
  eraseAsContributor,
  pauseAsContributor,
  takeBackAsContributor,
} from '../../domain/story/contributing.js';
import { contributorOwner } from '../../domain/story/contributor-events.js';
import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { storyDecider, type StoryState } from '../../domain/story/story.js';
import { AskingTheLaw, heldByLaw } from '../../stories/asking-the-law.js';
import { changeSharing } from '../../stories/share-as-agreed.js';

/** Their own answer about a story they are in: the routes find out by their code that it is theirs. */
export class AnswerAsContributor extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly contributor: string,
    /** Of the text they read. */
    readonly storyVersion: number,
    readonly consent: Consent,
  ) {
    super();
  }
}

/** They are not in it any more: from this moment nobody reads it. */
export class TakeBackAsContributor extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly contributor: string,
  ) {
    super();
  }
}

/** Their answer is set aside until they answer again: nobody reads it meanwhile. */
export class PauseAsContributor extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly contributor: string,
  ) {
    super();
  }
}

/** They are not in it, and what names them, how they are reached and what they wrote to the register is erased. */
export class EraseAsContributor extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly contributor: string,
  ) {
    super();
  }
}

const answered = 'contributor-answered';
const paused = 'contributor-paused';
const tookBack = 'contributor-took-back';
/** Of what was decided elsewhere and is carried out here. */
export const carriedOut = 'carried-out';

@CommandHandler(AnswerAsContributor)
export class AnswerAsContributorHandler implements ICommandHandler<AnswerAsContributor> {
  constructor(private readonly service: ServiceRuntime) {}

  execute(command: AnswerAsContributor): Promise<Executed<StoryEvent> | Refusal> {
    const { context, story, contributor, storyVersion, consent } = command;
    return changeSharing(this.service, context, {
      story,
      intent: `${answered}/${contributor}/${context.commandId}`,
      decide: (state) => answerAsContributor(state, contributor, storyVersion, consent),
    });
  }
}

@CommandHandler(TakeBackAsContributor)
export class TakeBackAsContributorHandler implements ICommandHandler<TakeBackAsContributor> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, story, contributor }: TakeBackAsContributor): Promise<Executed<StoryEvent> | Refusal> {
    return changeSharing(this.service, context, {
      story,
      intent: `${tookBack}/${contributor}/${context.commandId}`,
      decide: (state) => takeBackAsContributor(state, contributor, context.at),
    });
  }
}

@CommandHandler(PauseAsContributor)
export class PauseAsContributorHandler implements ICommandHandler<PauseAsContributor> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, story, contributor }: PauseAsContributor): Promise<Executed<StoryEvent> | Refusal> {
    return changeSharing(this.service, context, {
      story,
      intent: `${paused}/${contributor}/${context.commandId}`,
      decide: (state) => pauseAsContributor(state, contributor, context.at),
    });
  }
}

@CommandHandler(EraseAsContributor)
export class EraseAsContributorHandler implements ICommandHandler<EraseAsContributor> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, contributor }: EraseAsContributor): Promise<Executed<StoryEvent> | Refusal> {
    const { vault, store } = this.service;
    const held = await heldByLaw(this.service, story, context.at);
    if (held !== undefined) return held;
    const act = {
      ...{ stream: storyStream(story), decider: storyDecider },
      decide: (now: StoryState | undefined) => eraseAsContributor(now, contributor, context.at),
    };
    const looked = await lookFirst(store, context, act);
    if (isRefusal(looked)) return looked;
    // First nobody reads it any more; and it is an act of its own in the register.
    const within = { ...context, commandId: idFrom(context.commandId, 'take-back') };
    const taken = await changeSharing(this.service, within, {
      story,
      intent: `${tookBack}/${contributor}/${within.commandId}`,
      decide: (now) => takeBackAsContributor(now, contributor, context.at),
    });
    if (isRefusal(taken)) return taken;
    const id = `erase-contributor/${context.commandId}`;
    const given = { id, actor: context.actor, at: context.at };
    const law = new AskingTheLaw(this.service, context.at);
    await vault.erase(contributorOwner(contributor), given, () => law.mayEraseOf(story));
    if (law.held !== undefined) return law.held;
    await eraseWhatIsLeftOf(vault, contributor, given);
    const done = await store.execute(act.stream, withoutVersion(context), act.decider, act.decide);
    if (isRefusal(done)) return done;
    await vault.settleIntent(id);
    return done;
  }
}

/** Once it is begun nothing of theirs stays: what they wrote to the register goes too, and no stream writes that down. */
export async function eraseWhatIsLeftOf(vault: KeyVault, contributor: string, given: IntentGiven): Promise<void> {
  const id = `${given.id}/rest`;
  await vault.erasePerson(contributor, { id, actor: given.actor, at: given.at });
  for (const left of await vault.pendingIntents()) {
    if (left.id.startsWith(`${id}:`)) await vault.settleIntent(left.id);
  }
}

/**
 * What a stop left at the key of such an act, as the act itself; undefined: the intent is of another kind. Of an answer
 * only that it was less is known, and less is what is written down: they may answer again.
 */
export function actOfContributor({ id, at, consent }: Intent) {
  const [kind, contributor = ''] = id.split('/', 2);
  if (kind === paused) return (state: StoryState | undefined) => pauseAsContributor(state, contributor, at);
  if (kind === tookBack) return (state: StoryState | undefined) => takeBackAsContributor(state, contributor, at);
  // Done again by the reaction to what was judged: there is nothing else to write down.
  if (kind === carriedOut) return (): readonly StoryEvent[] => [];
  if (kind !== answered || consent === undefined) return undefined;
  return (state: StoryState | undefined) =>
    // With the answers of the others it lets nobody read it, and what of that was theirs is not known.
    Object.keys(consent.audiences).length === 0
      ? pauseAsContributor(state, contributor, at)
      : answerAsContributor(state, contributor, state?.storyVersion ?? 0, consent);
}
