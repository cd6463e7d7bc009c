import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { isCalendarDay } from '#contracts/shared/calendar-day.js';
import type { Consent, ConsentAudience } from '#contracts/shared/consent.js';
import { allowsTheSame, narrowest } from '#contracts/shared/narrowest-consent.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { rightsRequestStream, type Channel, type Right } from '../../domain/rights-request/events.js';
import type { Contributor } from '../../domain/story/together.js';
import { contributorIn } from '../../over-time/whose-code.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { narrowOneStory } from '../../consent/narrow-one-story.js';
import { storyNow } from '../../stories/story-now.js';
import {
  AnswerAsContributor,
  PauseAsContributor,
  TakeBackAsContributor,
} from '../answer-as-contributor/answer-as-contributor.command.js';
import { EnterRequest, type RequestEntered } from '../keep-register/enter-request.command.js';
import { PauseSharing } from '../pause-sharing/pause-sharing.command.js';
import { keepers } from '../../stories/keepers.js';
import { WithdrawStory } from '../withdraw-story/withdraw-story.command.js';
import { storyKnownBy } from './story-known-by.js';

/** What staff may write down for somebody. Going on is written down alone: more than stands is given by the teller. */
export const rightsByStaff = [
  'see',
  'correct',
  'narrow',
  'leave-out',
  'pause',
  'resume',
  'withdraw',
  'erase-story',
  'erase-person',
  'object',
  'complain',
] as const satisfies readonly Right[];
export type RightByStaff = (typeof rightsByStaff)[number];

export const channelsOfStaff = ['phone', 'letter', 'email', 'in-person', 'other'] as const satisfies readonly Channel[];

export interface RequestWritten {
  readonly right: RightByStaff;
  /** As the story is known by; empty: no story. */
  readonly reference: string;
  /** Of those who told it together, the one who asks, by id; null: its teller, or the story as a whole. */
  readonly contributor: string | null;
  readonly receivedOn: string;
  readonly how: (typeof channelsOfStaff)[number];
  readonly words: string;
  /** Those who may still read it, where fewer people are to. */
  readonly audiences?: readonly ConsentAudience[];
  /** Where fewer are to know: the name is shown to nobody any more. */
  readonly withoutName?: boolean;
}

/** A request that came by phone or letter. Taking back, pausing and narrowing hold at once: nobody waits a month for less. */
export class EnterRightsRequest extends Command<RequestEntered | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly written: RequestWritten,
  ) {
    super();
  }
}

@CommandHandler(EnterRightsRequest)
export class EnterRightsRequestHandler implements ICommandHandler<EnterRightsRequest> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, who, written }: EnterRightsRequest): Promise<RequestEntered | Refusal> {
    const { right, receivedOn, how, words } = written;
    if (!isCalendarDay(receivedOn)) return refuse('rights-day-malformed', 'receivedOn');
    const story = written.reference === '' ? null : await storyKnownBy(this.service, who, written.reference);
    if (story === undefined) return refuse('rights-story-unknown', 'reference');
    // Before anything is done with the story, what stands against the entry is said.
    const today = await dayOfProgramme(this.service, story?.programme ?? null, context.at);
    if (receivedOn > today) return refuse('rights-received-in-future', 'receivedOn');
    if (story === null && right !== 'see' && right !== 'object' && right !== 'complain') {
      return refuse('rights-story-needed', 'reference');
    }
    if (story === null && !mayActOn(who, { organisation: who.organisation }, keepers)) {
      return refuse('rights-story-needed', 'reference');
    }
    const contributor = await this.#contributorOf(story, written);
    if (isRefusal(contributor)) return contributor;
    const without = right === 'narrow' ? missingToNarrow(written) : undefined;
    if (without !== undefined) return without;
    const taken = story === null ? undefined : await this.#takeBack(context, written, story, contributor);
    if (isRefusal(taken)) return taken;
    return this.commands.execute(
      new EnterRequest(context, {
        ...{ right, story, receivedOn, how, words, programme: story?.programme ?? null },
        contributor: contributor?.id ?? null,
        isDone: right === 'pause' || right === 'withdraw' || right === 'narrow',
      }),
    );
  }

  /** What is everybody’s is not ended by one of them. */
  async #contributorOf(
    story: StoryDocument | null,
    { contributor, right }: RequestWritten,
  ): Promise<Contributor | undefined | Refusal> {
    if (contributor === null) return undefined;
    const found = story === null ? undefined : await contributorIn(this.service, story.id, contributor);
    if (found === undefined) return refuse('rights-person-unknown', 'person');
    return right === 'erase-story' ? refuse('rights-story-of-all', 'right') : found;
  }

  async #takeBack(
    context: CommandContext,
    written: RequestWritten,
    { id, state }: StoryDocument,
    contributor: Contributor | undefined,
  ): Promise<Executed | Refusal | undefined> {
    // The entry's own id, so that what is done because of it is not entered a second time.
    const causation = rightsRequestStream(idFrom(context.commandId, 'rights-request'));
    const within = { ...context, causation, commandId: idFrom(context.commandId, 'take-back') };
    const { right } = written;
    const pauses = right === 'pause' || right === 'object';
    if (right === 'narrow') {
      const less = (standing: Consent): Consent => ({ ...standing, audiences: audiencesLeft(standing, written) });
      return contributor === undefined
        ? narrowOneStory(this.service, within, id, less)
        : this.#narrowOfOne(within, id, contributor, less);
    }
    if (contributor !== undefined) {
      if (right === 'withdraw') return this.commands.execute(new TakeBackAsContributor(within, id, contributor.id));
      const isIn = contributor.tookBackAt === null && state === 'active';
      return pauses && isIn ? this.commands.execute(new PauseAsContributor(within, id, contributor.id)) : undefined;
    }
    if (right === 'withdraw') return this.commands.execute(new WithdrawStory(within, id));
    return pauses && state === 'active' ? this.commands.execute(new PauseSharing(within, id)) : undefined;
  }

  /** A new answer of theirs to the text they said yes to, never to another. */
  async #narrowOfOne(
    context: CommandContext,
    story: string,
    { id, answer }: Contributor,
    less: (standing: Consent) => Consent,
  ): Promise<Executed | Refusal> {
    const now = await storyNow(this.service, story);
    const notLess = refuse('story-consent-not-narrower', 'audiences');
    if (answer === null || answer.storyVersion !== now?.storyVersion) return notLess;
    const consent = { ...less(answer.consent), answeredAt: context.at };
    if (!allowsTheSame(narrowest(answer.consent, consent), consent)) return notLess;
    return this.commands.execute(new AnswerAsContributor(context, story, id, answer.storyVersion, consent));
  }
}

function missingToNarrow({ words, audiences = [] }: RequestWritten): Refusal | undefined {
  // For nobody at all is taking it back, which is asked for by that name.
  if (audiences.length === 0) return refuse('story-consent-missing', 'audiences');
  return words.trim() === '' ? refuse('rights-words-missing', 'words') : undefined;
}

const audiencesLeft = (
  { audiences: standing }: Consent,
  { audiences = [], withoutName = false }: RequestWritten,
): Consent['audiences'] =>
  Object.fromEntries(
    audiences.map((audience) => [audience, { named: !withoutName && standing[audience]?.named === true }]),
  );
