import type { Consent } from '#contracts/shared/consent.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** `contributor`: one of those who told it together. `about`: whom a story that staff noticed is about. */
export type PartInStory = 'contributor' | 'about';

/** Somebody whose own answer the story needs before anybody may read it. */
export type ContributorListed = DomainEvent<
  'ContributorListed',
  {
    readonly contributor: string;
    readonly part: PartInStory;
    /** Under a key of their own, which goes with the story’s. */
    readonly name: Sealed;
    /** Under the same key; null: none was given. */
    readonly contact: Sealed | null;
    /** HMAC of the code they were given. */
    readonly codeHash: string;
  }
>;
/** Their own answer, whole, to the text as it stood. A later one replaces it. */
export type ContributorAnswered = DomainEvent<
  'ContributorAnswered',
  { readonly contributor: string; readonly storyVersion: number; readonly consent: Consent }
>;
/** The code before opens nothing any more. */
export type ContributorCodeReplaced = DomainEvent<
  'ContributorCodeReplaced',
  { readonly contributor: string; readonly codeHash: string }
>;
/** Their answer is set aside: nobody reads the story until they have answered again. */
export type ContributorPaused = DomainEvent<'ContributorPaused', { readonly contributor: string; readonly at: string }>;
/** What named them and how they were reached, and all that they wrote, is erased; they took their part back before. */
export type ContributorErased = DomainEvent<'ContributorErased', { readonly contributor: string; readonly at: string }>;
/** Nobody may read the story any more, unless the others agree to one without them. */
export type ContributorTookBack = DomainEvent<
  'ContributorTookBack',
  { readonly contributor: string; readonly at: string }
>;
/** The newest text is without those who took their part back: the others are asked whether they agree to it. */
export type ContributorsLeftOut = DomainEvent<
  'ContributorsLeftOut',
  { readonly storyVersion: number; readonly contributors: readonly string[] }
>;

export type ContributorEvent =
  | ContributorListed
  | ContributorCodeReplaced
  | ContributorAnswered
  | ContributorPaused
  | ContributorTookBack
  | ContributorErased
  | ContributorsLeftOut;

export const contributorEventTypes = {
  ContributorListed: { version: 1 },
  ContributorCodeReplaced: { version: 1 },
  ContributorAnswered: { version: 1 },
  ContributorPaused: { version: 1 },
  ContributorTookBack: { version: 1 },
  ContributorErased: { version: 1 },
  ContributorsLeftOut: { version: 1 },
} as const satisfies Record<ContributorEvent['type'], { version: number }>;

/** Whose key their name and the way to reach them have. */
export const contributorOwner = (contributor: string): string => `contributor/${contributor}`;

export const isContributorEvent = (event: DomainEvent): event is ContributorEvent =>
  event.type in contributorEventTypes;
