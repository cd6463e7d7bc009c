import type { ContractData } from '#contracts/shared/contract.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { feedbackChangedV1 } from '#contracts/story-submission/feedback-changed.v1.js';

type Told = ContractData<typeof feedbackChangedV1>;
export type FeedbackState = Told['state'];
export type Addressee = Told['to'];
export type Channel = NonNullable<Told['channel']>;

/** Why an item is over without anybody having been told. */
export type Ending = Extract<FeedbackState, 'not_wanted' | 'no_safe_route' | 'teller_died'>;

/** What a panel said, sealed under a key of its own: it is read where it lies, and never copied into a draft. */
export interface SaidByPanel {
  readonly reason: string;
  readonly text: Sealed;
}

/** Words sealed as a reason: owner `reason/<reason>`. */
export type SealedWords = SaidByPanel;

/** What the sitting decided, as far as it concerns this story. No score, no rank, no count. */
export interface DecidedOfStory {
  readonly outcome: 'one' | 'joint' | 'none' | 'learning';
  readonly isChosen: boolean;
  readonly isPassedUp: boolean;
  /** The period in which it will be heard again. */
  readonly heldOverTo: string | null;
}

export type FeedbackDrafted = DomainEvent<
  'FeedbackDrafted',
  {
    readonly feedback: string;
    readonly story: string;
    readonly reference: string;
    readonly sitting: string;
    readonly panel: string;
    readonly programme: string;
    readonly period: string;
    readonly level: number;
    readonly to: Addressee;
    /** Pseudonymous id of who is told. */
    readonly addressee: string;
    readonly language: 'en' | 'cy';
    readonly sittingClosedAt: string;
    readonly decided: DecidedOfStory;
    readonly lesson: SaidByPanel | null;
    /** Only where its author lets it reach the teller. */
    readonly groupReason: SaidByPanel | null;
    /** Why members said so of this story, for its teller: each is read where its author lets it reach the teller now. */
    readonly membersSaid?: readonly SaidByPanel[];
  }
>;
/** A person has read the draft and says it in these words. */
export type FeedbackWorded = DomainEvent<
  'FeedbackWorded',
  {
    readonly wording: SealedWords;
    /** The one its addressee was to be written to in; left out: that of the story. */
    readonly language?: 'en' | 'cy';
  }
>;
export type FeedbackSent = DomainEvent<'FeedbackSent', { readonly channel: Channel }>;
/** The letter could not be handed over, or must not be any more: somebody has to find another way. */
export type FeedbackReturned = DomainEvent<
  'FeedbackReturned',
  { readonly because: 'mail-refused' | 'contact-gone' | 'contact-stopped' }
>;
export type FeedbackSeen = DomainEvent<'FeedbackSeen', { readonly at: string }>;
export type FeedbackAnswered = DomainEvent<'FeedbackAnswered', { readonly answer: SealedWords; readonly at: string }>;
export type FeedbackClosed = DomainEvent<'FeedbackClosed', { readonly as: Ending }>;

export type FeedbackEvent =
  FeedbackDrafted | FeedbackWorded | FeedbackSent | FeedbackReturned | FeedbackSeen | FeedbackAnswered | FeedbackClosed;

export const feedbackEventTypes = {
  FeedbackDrafted: { version: 1 },
  FeedbackWorded: { version: 1 },
  FeedbackSent: { version: 1 },
  FeedbackReturned: { version: 1 },
  FeedbackSeen: { version: 1 },
  FeedbackAnswered: { version: 1 },
  FeedbackClosed: { version: 1 },
} as const satisfies Record<FeedbackEvent['type'], { version: number }>;

export const isFeedbackEvent = (event: DomainEvent): event is FeedbackEvent => event.type in feedbackEventTypes;

export const feedbackId = (story: string, sitting: string, to: Addressee): string => `${story}-${sitting}-${to}`;
export const feedbackStream = (feedback: string): string => `feedback/${feedback}`;
