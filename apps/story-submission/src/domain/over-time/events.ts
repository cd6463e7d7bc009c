import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { AdultKind } from '#contracts/shared/consent-over-time.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { AfterDeath, Helper, LostCodeWay, Place, PutOff } from './circumstances.js';

/** How their consent came about, and what they want later: said while telling. */
export type CircumstancesSaid = DomainEvent<
  'CircumstancesSaid',
  {
    readonly story: string;
    readonly programme: string;
    /** YYYY-MM-DD */
    readonly toldOn: string;
    readonly place: Place | null;
    readonly helper: Helper | null;
    /** Who was with somebody younger than the programme's youngest age. */
    readonly adult: AdultKind | null;
    /** Names of those two. */
    readonly people: Sealed | null;
    readonly lostCode: LostCodeWay | null;
    readonly afterDeath: AfterDeath | null;
    readonly trusted: Sealed | null;
    readonly putOff: PutOff | null;
    readonly putOffUntil: string | null;
    readonly renewMonths: number | null;
  }
>;
/** The teller's wishes, whole, on their own page. */
export type WishesChanged = DomainEvent<
  'WishesChanged',
  {
    readonly story: string;
    readonly programme: string;
    readonly toldOn: string;
    readonly lostCode: LostCodeWay | null;
    readonly afterDeath: AfterDeath | null;
    readonly trusted: Sealed | null;
  }
>;
/** `page`: it waits behind their code and nobody writes to them. */
export type RenewalAsked = DomainEvent<
  'RenewalAsked',
  { readonly story: string; readonly on: string; readonly by: 'mail' | 'letter' | 'page' }
>;
export type RenewalPosted = DomainEvent<'RenewalPosted', { readonly story: string }>;
/** The question still waits on their page. */
export type RenewalNotSent = DomainEvent<
  'RenewalNotSent',
  { readonly because: 'mail-refused' | 'contact-gone' | 'contact-stopped' }
>;
export type RenewalAnswered = DomainEvent<
  'RenewalAnswered',
  { readonly audiences: readonly ConsentAudience[]; readonly on: string }
>;
/** Nobody answered in time: no wider use. `putOff`: what ended with it, and can be given again. */
export type RenewalLapsed = DomainEvent<'RenewalLapsed', { readonly on: string; readonly putOff: PutOff | null }>;

export type CodeReplacementAsked = DomainEvent<
  'CodeReplacementAsked',
  {
    readonly story: string;
    /** Of those in the story, the one whose code it is; absent: its teller’s. */
    readonly contributor?: string;
    readonly replacement: string;
    /** Whom somebody asked whether it is really them. */
    readonly checked: 'channel' | 'person';
    readonly askedBy: string;
    readonly on: string;
  }
>;
export type CodeReplacementStopped = DomainEvent<
  'CodeReplacementStopped',
  { readonly replacement: string; readonly by: string }
>;
/** From here the old code opens nothing. */
export type CodeReplaced = DomainEvent<
  'CodeReplaced',
  {
    readonly story: string;
    /** Of those in the story, the one whose code it is; absent: its teller’s. */
    readonly contributor?: string;
    readonly replacement: string;
    readonly codeHash: string;
    /** Under a key of its own, destroyed when it is on its way. */
    readonly code: Sealed;
    readonly to: 'channel' | 'person';
    readonly by: 'mail' | 'letter';
    readonly confirmedBy: string;
    readonly on: string;
  }
>;
/** A sheet with it is printed: once, by this person. */
export type CodeSheetOpened = DomainEvent<
  'CodeSheetOpened',
  { readonly replacement: string; readonly by: string; readonly at: string }
>;
export type CodeSent = DomainEvent<'CodeSent', { readonly replacement: string }>;
export type CodeNotSent = DomainEvent<
  'CodeNotSent',
  { readonly replacement: string; readonly because: 'mail-refused' | 'contact-gone' }
>;

/** The teller died. Nothing is asked or sent any more; what stays shared is as they wished. */
export type DeathTakenUp = DomainEvent<
  'DeathTakenUp',
  {
    readonly story: string;
    readonly programme: string;
    readonly toldOn: string;
    /** The day on which it was confirmed, YYYY-MM-DD. */
    readonly on: string;
    readonly wish: AfterDeath | null;
    /** Wider use that ended with it. */
    readonly ended: PutOff | null;
    /** Sharing stands still because of it. */
    readonly isPaused: boolean;
    /** For whoever they trust to decide: HMAC of a code, and where it is sent. */
    readonly decision: {
      readonly replacement: string;
      readonly codeHash: string;
      readonly code: Sealed;
      readonly by: 'mail' | 'letter';
    } | null;
  }
>;
export type DecidedAfterDeath = DomainEvent<
  'DecidedAfterDeath',
  { readonly decision: 'go-on' | 'stop'; readonly on: string }
>;
/** It was an error: what had ended is asked for again. */
export type DeathUndoneForStory = DomainEvent<'DeathUndoneForStory', { readonly story: string; readonly on: string }>;

export type OverTimeEvent =
  | CircumstancesSaid
  | WishesChanged
  | RenewalAsked
  | RenewalPosted
  | RenewalNotSent
  | RenewalAnswered
  | RenewalLapsed
  | CodeReplacementAsked
  | CodeReplacementStopped
  | CodeReplaced
  | CodeSheetOpened
  | CodeSent
  | CodeNotSent
  | DeathTakenUp
  | DecidedAfterDeath
  | DeathUndoneForStory;

export const overTimeEventTypes = {
  CircumstancesSaid: { version: 1 },
  WishesChanged: { version: 1 },
  RenewalAsked: { version: 1 },
  RenewalPosted: { version: 1 },
  RenewalNotSent: { version: 1 },
  RenewalAnswered: { version: 1 },
  RenewalLapsed: { version: 1 },
  CodeReplacementAsked: { version: 1 },
  CodeReplacementStopped: { version: 1 },
  CodeReplaced: { version: 1 },
  CodeSheetOpened: { version: 1 },
  CodeSent: { version: 1 },
  CodeNotSent: { version: 1 },
  DeathTakenUp: { version: 1 },
  DecidedAfterDeath: { version: 1 },
  DeathUndoneForStory: { version: 1 },
} as const satisfies Record<OverTimeEvent['type'], { version: number }>;

export const isOverTimeEvent = (event: DomainEvent): event is OverTimeEvent => event.type in overTimeEventTypes;

export const overTimeStream = (story: string): string => `over-time/${story}`;

/** Where a new code lies until it is on its way. */
export const codeOwner = (replacement: string): string => `code/${replacement}`;

/** What is sealed in class `contact` of the story. */
export interface PeopleNamed {
  readonly helper: string | null;
  readonly adult: string | null;
}
export interface TrustedPerson {
  readonly name: string;
  /** One line with an at sign: by mail; else by letter. */
  readonly address: string;
}
