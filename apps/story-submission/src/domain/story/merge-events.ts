import type { Consent } from '#contracts/shared/consent.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** A person found that it tells what another story tells: nobody reads this one, and its code leads to the other. */
export type StoryMerged = DomainEvent<'StoryMerged', { readonly into: string; readonly why: Sealed }>;
export type StoryMergeUndone = DomainEvent<'StoryMergeUndone', { readonly into: string }>;
/** What those who told the other one agreed to holds for this one too. Said again when it changes. */
export type MergedConsentKnown = DomainEvent<
  'MergedConsentKnown',
  { readonly from: string; readonly consent: Consent }
>;
export type MergedConsentForgotten = DomainEvent<'MergedConsentForgotten', { readonly from: string }>;

export type MergeEvent = StoryMerged | StoryMergeUndone | MergedConsentKnown | MergedConsentForgotten;

export const mergeEventTypes = {
  StoryMerged: { version: 1 },
  StoryMergeUndone: { version: 1 },
  MergedConsentKnown: { version: 1 },
  MergedConsentForgotten: { version: 1 },
} as const satisfies Record<MergeEvent['type'], { version: number }>;

export const isMergeEvent = (event: DomainEvent): event is MergeEvent => event.type in mergeEventTypes;
