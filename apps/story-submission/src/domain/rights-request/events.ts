import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** What a person may ask about what is held of them. `leave-out`: names of people who must not read a story. */
export const rights = [
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
] as const;
export type Right = (typeof rights)[number];

export const channels = ['code', 'phone', 'letter', 'email', 'in-person', 'other'] as const;
export type Channel = (typeof channels)[number];

export type RightsRequestReceived = DomainEvent<
  'RightsRequestReceived',
  {
    readonly request: string;
    readonly right: Right;
    readonly story: string | null;
    /** Of those in the story, the one who asks; absent: its teller, or somebody of no story. */
    readonly contributor?: string;
    readonly programme: string | null;
    /** YYYY-MM-DD */
    readonly receivedOn: string;
    readonly dueOn: string;
    readonly how: Channel;
    /** Who wrote it down; `anyone`: the teller, by code. */
    readonly enteredBy: string;
    /** What they said, under the request's own key. */
    readonly words: Sealed | null;
  }
>;
/**
 * How it was made sure that whoever asks without a code is the one a story is of. Nothing of a document is kept:
 * `contact`: asked back by the way they chose to be reached; `trusted`: by the person they named when they told it.
 */
export const identityChecks = ['known', 'document', 'contact', 'trusted'] as const;
export type IdentityCheck = (typeof identityChecks)[number];

export type RightsIdentityChecked = DomainEvent<
  'RightsIdentityChecked',
  { readonly on: string; readonly how: IdentityCheck; readonly by: string }
>;
export type RightsRequestExtended = DomainEvent<
  'RightsRequestExtended',
  { readonly dueOn: string; readonly because: Sealed }
>;
export type RightsRequestDone = DomainEvent<
  'RightsRequestDone',
  { readonly on: string; readonly answer: Sealed | null; readonly confirmedBy: string | null }
>;
export type RightsRequestRefused = DomainEvent<
  'RightsRequestRefused',
  { readonly on: string; readonly because: Sealed }
>;

export type RightsRequestEvent =
  RightsRequestReceived | RightsIdentityChecked | RightsRequestExtended | RightsRequestDone | RightsRequestRefused;

export const rightsRequestEventTypes = {
  RightsRequestReceived: { version: 1 },
  RightsIdentityChecked: { version: 1 },
  RightsRequestExtended: { version: 1 },
  RightsRequestDone: { version: 1 },
  RightsRequestRefused: { version: 1 },
} as const satisfies Record<RightsRequestEvent['type'], { version: number }>;

export const isRightsRequestEvent = (event: DomainEvent): event is RightsRequestEvent =>
  event.type in rightsRequestEventTypes;

export const rightsRequestStream = (request: string): string => `rights-request/${request}`;
