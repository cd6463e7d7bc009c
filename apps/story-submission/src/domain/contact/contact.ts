import { type Decider, type Decision, never, type DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** What is sealed as class `contact` of the story. */
export interface TellerContact {
  readonly address: string;
  /** When, or how, it is safe: after six, in a plain envelope. */
  readonly safely: string | null;
}

/** What a teller chooses: how we may tell them what became of their story. `page`: they come and look themselves. */
export type ContactGiven =
  | { readonly channel: 'mail' | 'letter'; readonly language: 'en' | 'cy'; readonly contact: TellerContact }
  | { readonly channel: 'page'; readonly language: 'en' | 'cy' };

export type ContactChosen = DomainEvent<
  'ContactChosen',
  {
    readonly story: string;
    readonly channel: 'mail' | 'letter' | 'page';
    readonly language: 'en' | 'cy';
    readonly contact: Sealed | null;
  }
>;
/** Nobody writes to them any more, whatever they chose before. Only they can lift it, by choosing again. */
export type ContactStopped = DomainEvent<'ContactStopped', { readonly story: string; readonly by: 'teller' | 'staff' }>;

export type ContactEvent = ContactChosen | ContactStopped;

export const contactEventTypes = {
  ContactChosen: { version: 1 },
  ContactStopped: { version: 1 },
} as const satisfies Record<ContactEvent['type'], { version: number }>;

export const isContactEvent = (event: DomainEvent): event is ContactEvent => event.type in contactEventTypes;

export const contactStream = (story: string): string => `contact/${story}`;

export interface Contact {
  readonly channel: 'mail' | 'letter' | 'page' | null;
  readonly language: 'en' | 'cy' | null;
  readonly contact: Sealed | null;
  readonly isStopped: boolean;
  /** How many were sealed so far. */
  readonly sealed: number;
}

export const contactDecider: Decider<Contact, ContactEvent> = {
  initialState: { channel: null, language: null, contact: null, isStopped: false, sealed: 0 },
  evolve: (state, event) => {
    switch (event.type) {
      case 'ContactChosen': {
        const { channel, language, contact } = event.data;
        return { channel, language, contact, isStopped: false, sealed: contact?.version ?? state.sealed };
      }
      case 'ContactStopped':
        return { ...state, isStopped: true, contact: null };
      default:
        return never(event);
    }
  },
};

export const chooseContact = (_: Contact, data: ContactChosen['data']): Decision<ContactEvent> => [
  { type: 'ContactChosen', schemaVersion: 1, data },
];

export const stopContact = ({ isStopped }: Contact, data: ContactStopped['data']): Decision<ContactEvent> =>
  isStopped ? [] : [{ type: 'ContactStopped', schemaVersion: 1, data }];
