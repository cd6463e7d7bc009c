import type { Consent } from '#contracts/shared/consent.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

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
    /** The import it came with: hidden until that has ended. */
    readonly import: string | null;
  }
>;
export type ConsentNarrowed = DomainEvent<'ConsentNarrowed', { readonly consent: Consent }>;
export type StoryWithdrawn = DomainEvent<'StoryWithdrawn', { readonly at: string }>;

export type StoryEvent = StorySubmitted | ConsentNarrowed | StoryWithdrawn;

export const storyEventTypes = {
  StorySubmitted: { version: 1 },
  ConsentNarrowed: { version: 1 },
  StoryWithdrawn: { version: 1 },
} as const satisfies Record<StoryEvent['type'], { version: number }>;

export const isStoryEvent = (event: DomainEvent): event is StoryEvent => event.type in storyEventTypes;

export const storyStream = (story: string): string => `story/${story}`;
