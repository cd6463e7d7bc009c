import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** Address and link are of class `contact` of `person/<id>`: erasing the person ends them. */
export type InvitationAsked = DomainEvent<
  'InvitationAsked',
  {
    readonly invitation: string;
    /** InvitationAddress */
    readonly address: Sealed;
  }
>;
/** Kept, so that a letter that is tried again is the same letter. */
export type InvitationWritten = DomainEvent<
  'InvitationWritten',
  {
    readonly invitation: string;
    /** InvitationLink */
    readonly link: Sealed;
    /** ISO 8601 */
    readonly expiresAt: string;
  }
>;
export type InvitationSent = DomainEvent<'InvitationSent', { readonly invitation: string }>;
export type InvitationReturned = DomainEvent<
  'InvitationReturned',
  { readonly invitation: string; readonly because: ReturnedBecause }
>;
export type InvitationTakenBack = DomainEvent<'InvitationTakenBack', { readonly invitation: string }>;

export type ReturnedBecause = 'mail-refused' | 'address-gone' | 'account-ended';

export type InvitationEvent =
  InvitationAsked | InvitationWritten | InvitationSent | InvitationReturned | InvitationTakenBack;

export const invitationEventTypes = {
  InvitationAsked: { version: 1 },
  InvitationWritten: { version: 1 },
  InvitationSent: { version: 1 },
  InvitationReturned: { version: 1 },
  InvitationTakenBack: { version: 1 },
} as const;

export const isInvitationEvent = (event: DomainEvent): event is InvitationEvent => event.type in invitationEventTypes;

/** All invitations of one person, of which the last counts. */
export const invitationStream = (person: string): string => `invitation/${person}`;

export interface InvitationAddress {
  readonly address: string;
}

export interface InvitationLink {
  readonly token: string;
}

/** The last invitation of a person. Whether it was used is in what the person chose. */
export interface Invitation {
  readonly invitation: string;
  readonly address: Sealed;
  readonly step: 'asked' | 'sent' | 'returned' | 'taken-back';
  readonly written: { readonly link: Sealed; readonly expiresAt: string } | null;
  readonly because: ReturnedBecause | null;
}

export const invitationDecider: Decider<Invitation | undefined, InvitationEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'InvitationAsked') return { ...event.data, step: 'asked', written: null, because: null };
    if (state === undefined) throw new Error(`${event.type} before InvitationAsked`);
    switch (event.type) {
      case 'InvitationWritten': {
        const { link, expiresAt } = event.data;
        return { ...state, written: { link, expiresAt } };
      }
      case 'InvitationSent':
        return { ...state, step: 'sent' };
      case 'InvitationReturned':
        return { ...state, step: 'returned', because: event.data.because };
      case 'InvitationTakenBack':
        return { ...state, step: 'taken-back' };
      default:
        return never(event);
    }
  },
};

/** Without an address: again to the one it went to before. */
export function askInvitation(
  state: Invitation | undefined,
  invitation: string,
  given: Sealed | undefined,
): Decision<InvitationEvent> {
  const address = given ?? state?.address;
  if (address === undefined) return refuse('invitation-address-missing', 'address');
  return [{ type: 'InvitationAsked', schemaVersion: 1, data: { invitation, address } }];
}

const isUnderWay = (state: Invitation | undefined, invitation: string): state is Invitation =>
  state?.invitation === invitation && state.step === 'asked';

/** A link that ended while the mail server was away is no use in a letter: then there is a new one. */
export const needsLink = ({ written }: Invitation, now: string): boolean =>
  written === null || Date.parse(written.expiresAt) <= Date.parse(now);

export function writeInvitation(
  state: Invitation | undefined,
  { now, ...data }: InvitationWritten['data'] & { readonly now: string },
): Decision<InvitationEvent> {
  if (!isUnderWay(state, data.invitation) || !needsLink(state, now)) return [];
  return [{ type: 'InvitationWritten', schemaVersion: 1, data }];
}

export const letterWentOut = (state: Invitation | undefined, invitation: string): Decision<InvitationEvent> =>
  isUnderWay(state, invitation) ? [{ type: 'InvitationSent', schemaVersion: 1, data: { invitation } }] : [];

export const letterCameBack = (
  state: Invitation | undefined,
  invitation: string,
  because: ReturnedBecause,
): Decision<InvitationEvent> =>
  isUnderWay(state, invitation)
    ? [{ type: 'InvitationReturned', schemaVersion: 1, data: { invitation, because } }]
    : [];

export function takeBackInvitation(state: Invitation | undefined): Decision<InvitationEvent> {
  if (state === undefined) return refuse('invitation-not-found');
  if (state.step === 'returned' || state.step === 'taken-back') return [];
  return [{ type: 'InvitationTakenBack', schemaVersion: 1, data: { invitation: state.invitation } }];
}

export type InvitationStanding = 'waiting' | 'sent' | 'refused' | 'not-sent' | 'taken-back' | 'used' | 'expired';

/** What an administrator is told of it. */
export function standingOfInvitation(
  { step, written, because }: Invitation,
  hasSignInName: boolean,
  now: string,
): InvitationStanding {
  if (step === 'taken-back') return 'taken-back';
  if (step === 'returned') return because === 'mail-refused' ? 'refused' : 'not-sent';
  if (hasSignInName) return 'used';
  if (step === 'asked') return 'waiting';
  return written !== null && Date.parse(written.expiresAt) <= Date.parse(now) ? 'expired' : 'sent';
}
