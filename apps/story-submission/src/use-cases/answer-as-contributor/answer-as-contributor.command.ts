import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { Intent } from '#key-vault/key-vault.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { answerAsContributor, takeBackAsContributor } from '../../domain/story/contributing.js';
import type { StoryEvent } from '../../domain/story/events.js';
import type { StoryState } from '../../domain/story/story.js';
import { changeSharing } from './share-as-agreed.js';

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

const answered = 'contributor-answered';
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

/**
 * What a stop left at the key of such an act, as the act itself; undefined: the intent is of another kind. Of an answer
 * only that it was less is known, and less is what is written down: they may answer again.
 */
export function actOfContributor({ id, at, consent }: Intent) {
  const [kind, contributor = ''] = id.split('/', 2);
  if (kind === tookBack) return (state: StoryState | undefined) => takeBackAsContributor(state, contributor, at);
  // Done again by the reaction to what was judged: there is nothing else to write down.
  if (kind === carriedOut) return (): readonly StoryEvent[] => [];
  if (kind !== answered || consent === undefined) return undefined;
  return (state: StoryState | undefined) =>
    Object.keys(consent.audiences).length === 0
      ? []
      : answerAsContributor(state, contributor, state?.storyVersion ?? 0, consent);
}
