import type { Consent } from '#contracts/shared/consent.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import { contributorEventTypes, type ContributorEvent } from './contributor-events.js';
import { mergeEventTypes, type MergeEvent } from './merge-events.js';
import { redactionEventTypes, type RedactionEvent } from './redaction-events.js';

export type CollectionRoute = 'own' | 'interview' | 'group' | 'staff' | 'transcript';

export type StorySubmitted = DomainEvent<
  'StorySubmitted',
  {
    readonly story: string;
    /** The id the programme knows it by, or one of our own. */
    readonly reference: string;
    readonly externalId: string | null;
    readonly programme: string;
    readonly period: string;
    readonly domain: string | null;
    readonly language: 'en' | 'cy' | 'mixed' | 'other';
    readonly route: CollectionRoute;
    /** YYYY-MM-DD */
    readonly toldOn: string;
    readonly storyVersion: number;
    readonly words: number;
    readonly teller: string;
    readonly collector: string | null;
    readonly text: Sealed;
    readonly names: Sealed | null;
    /** As it came, where characters that cannot be seen were taken out of it. */
    readonly original: Sealed | null;
    readonly consent: Consent;
    /** HMAC of the code the teller was given. */
    readonly codeHash: string | null;
    /** Until then no panel receives it, ISO 8601: its teller may change or take it back. Left out: nothing to wait for. */
    readonly waitsUntil?: string;
    /** The import it came with: hidden until that has ended. */
    readonly import: string | null;
    /** It was a draft: media may have had its keys before it was sent. Left out: it was told in one go. */
    readonly wasDraft?: true;
    /** Nobody’s answer came with it: those who are listed in it answer for themselves. Left out: `consent` is one. */
    readonly awaitsThoseInIt?: true;
    /** Whoever told it says that nobody can be recognised in it: it stays with these panels. Left out: not said. */
    readonly nobodyRecognisable?: { readonly panels: readonly string[] };
  }
>;
export type ConsentNarrowed = DomainEvent<'ConsentNarrowed', { readonly consent: Consent }>;
/** Given again, by the teller: it may be wider than what stood, and never than what they said once. */
export type ConsentRenewed = DomainEvent<'ConsentRenewed', { readonly consent: Consent }>;
/** Why somebody of the organisation took it back for its teller, who needs no reason. */
export const withdrawnBecause = ['teller-asked', 'told-by-mistake', 'safeguarding', 'other'] as const;
export type WithdrawnBecause = (typeof withdrawnBecause)[number];
export type StoryWithdrawn = DomainEvent<
  'StoryWithdrawn',
  { readonly at: string; readonly because?: WithdrawnBecause }
>;

/** A new version in the teller's own words. The one before stays where it was, sealed. */
export type StoryCorrected = DomainEvent<
  'StoryCorrected',
  {
    readonly storyVersion: number;
    readonly words: number;
    readonly text: Sealed;
    /** As it came, where characters that cannot be seen were taken out of it. */
    readonly original: Sealed | null;
  }
>;
export type SharingPaused = DomainEvent<'SharingPaused', { readonly at: string }>;
export type SharingResumed = DomainEvent<'SharingResumed', { readonly at: string }>;
/** Its keys are destroyed: what remains cannot be read by anybody. */
export type StoryErased = DomainEvent<'StoryErased', { readonly at: string }>;
/** Into another domain, or into none; why, where it was said, in the class of the story's text. */
export type StoryMoved = DomainEvent<
  'StoryMoved',
  { readonly from: string | null; readonly domain: string | null; readonly why: Sealed | null }
>;

/** A trained person has read this version, and panels may receive it. */
export type StoryCleared = DomainEvent<
  'StoryCleared',
  {
    readonly storyVersion: number;
    /** `before-import`: whoever brought it in said so of the whole file. */
    readonly how: 'read' | 'before-import';
    /** Whoever read it recognises nobody in it either. */
    readonly isNobodyRecognised?: true;
  }
>;
/** No panel receives it; why is sealed with the story. Null: what was said was lost by a stop, or is on no copy. */
export type StoryHeldBack = DomainEvent<
  'StoryHeldBack',
  { readonly storyVersion: number; readonly why: Sealed | null }
>;

/** Panels may receive it as soon as it is read: its time is over, or its teller said so. */
export type WaitingEnded = DomainEvent<'WaitingEnded', { readonly how: 'time' | 'teller' }>;
/** A concern about a member of staff: no panel receives it until whoever keeps concerns lets it go. */
export type HeldForConcern = DomainEvent<'HeldForConcern', { readonly concern: string }>;
export type LetGoByConcern = DomainEvent<
  'LetGoByConcern',
  {
    readonly concern: string;
    /** Whom it is about, and who manages them: no panel that they sit on or lead receives it. */
    readonly keptFrom?: readonly string[];
  }
>;

/** Not to be erased up to and with that day: who placed it stands in the event, why is sealed with the story. */
export type LegalHoldPlaced = DomainEvent<
  'LegalHoldPlaced',
  {
    readonly hold: string;
    /** Of this story alone, or of everything its teller told. */
    readonly of: 'story' | 'person';
    /** YYYY-MM-DD */
    readonly until: string;
    readonly why: Sealed;
  }
>;
export type LegalHoldEnded = DomainEvent<'LegalHoldEnded', { readonly hold: string }>;

export type StoryEvent =
  | StorySubmitted
  | ConsentNarrowed
  | ConsentRenewed
  | StoryWithdrawn
  | StoryCorrected
  | SharingPaused
  | SharingResumed
  | StoryErased
  | StoryMoved
  | StoryCleared
  | StoryHeldBack
  | WaitingEnded
  | HeldForConcern
  | LetGoByConcern
  | LegalHoldPlaced
  | LegalHoldEnded
  | RedactionEvent
  | ContributorEvent
  | MergeEvent;

export const storyEventTypes = {
  StorySubmitted: { version: 1 },
  ConsentNarrowed: { version: 1 },
  ConsentRenewed: { version: 1 },
  StoryWithdrawn: { version: 1 },
  StoryCorrected: { version: 1 },
  SharingPaused: { version: 1 },
  SharingResumed: { version: 1 },
  StoryErased: { version: 1 },
  StoryMoved: { version: 1 },
  StoryCleared: { version: 1 },
  StoryHeldBack: { version: 1 },
  WaitingEnded: { version: 1 },
  HeldForConcern: { version: 1 },
  LetGoByConcern: { version: 1 },
  LegalHoldPlaced: { version: 1 },
  LegalHoldEnded: { version: 1 },
  ...redactionEventTypes,
  ...contributorEventTypes,
  ...mergeEventTypes,
} as const satisfies Record<StoryEvent['type'], { version: number }>;

export const isStoryEvent = (event: DomainEvent): event is StoryEvent => event.type in storyEventTypes;

export const storyStream = (story: string): string => `story/${story}`;
