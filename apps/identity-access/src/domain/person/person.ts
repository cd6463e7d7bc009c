import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { HeldRole } from '#contracts/shared/shapes.js';

export type PersonAdded = DomainEvent<
  'PersonAdded',
  {
    readonly person: string;
    readonly roles: readonly HeldRole[];
    readonly language: 'en' | 'cy';
    /** PersonName, class `name`. */
    readonly name: Sealed;
  }
>;
export type RolesChanged = DomainEvent<'RolesChanged', { readonly roles: readonly HeldRole[] }>;
/** PersonContact, class `contact`. */
export type ContactChanged = DomainEvent<'ContactChanged', { readonly contact: Sealed }>;
export type PersonDeactivated = DomainEvent<'PersonDeactivated', Readonly<Record<string, never>>>;
export type PersonReactivated = DomainEvent<'PersonReactivated', Readonly<Record<string, never>>>;
/** By an administrator. Whoever ends their own, one by one, is not written down. */
export type SessionsEnded = DomainEvent<'SessionsEnded', Readonly<Record<string, never>>>;
/** That a way of signing in changed, for whoever looks into it later. What it is now is not in the log. */
export type SignInChanged = DomainEvent<'SignInChanged', { readonly what: SignInChange }>;

/** Whether letters come that say that something waits for them. Letters of invitation and safety always do. */
export type RemindersChosen = DomainEvent<'RemindersChosen', { readonly areWanted: boolean }>;

export type SignInChange =
  | 'password-chosen'
  | 'codes-added'
  | 'codes-removed'
  | 'recovery-codes-made'
  | 'recovery-code-used'
  | 'passkey-added'
  | 'passkey-removed'
  | 'account-elsewhere-linked'
  | 'second-step-taken-away'
  | 'link-made';

export type PersonEvent =
  | PersonAdded
  | RolesChanged
  | ContactChanged
  | PersonDeactivated
  | PersonReactivated
  | SessionsEnded
  | SignInChanged
  | RemindersChosen;

export const personEventTypes = {
  PersonAdded: { version: 1 },
  RolesChanged: { version: 1 },
  ContactChanged: { version: 1 },
  PersonDeactivated: { version: 1 },
  PersonReactivated: { version: 1 },
  SessionsEnded: { version: 1 },
  SignInChanged: { version: 1 },
  RemindersChosen: { version: 1 },
} as const;

export const isPersonEvent = (event: DomainEvent): event is PersonEvent => event.type in personEventTypes;

export const personStream = (person: string): string => `person/${person}`;

/** What is sealed as class `name` of `person/<id>`. */
export interface PersonName {
  readonly name: string;
}

/** What is sealed as class `contact` of `person/<id>`: an email address, or a name of their own choice. */
export interface PersonContact {
  readonly signInName: string;
}

export interface PersonState {
  readonly added: PersonAdded['data'];
  readonly roles: readonly HeldRole[];
  readonly contact: Sealed | null;
  readonly isActive: boolean;
  readonly remindersAreWanted: boolean;
}

export const personDecider: Decider<PersonState | undefined, PersonEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'PersonAdded') {
      const { roles } = event.data;
      return { added: event.data, roles, contact: null, isActive: true, remindersAreWanted: true };
    }
    if (state === undefined) throw new Error(`${event.type} before PersonAdded`);
    switch (event.type) {
      case 'RolesChanged':
        return { ...state, roles: event.data.roles };
      case 'ContactChanged':
        return { ...state, contact: event.data.contact };
      case 'PersonDeactivated':
        return { ...state, isActive: false };
      case 'PersonReactivated':
        return { ...state, isActive: true };
      case 'RemindersChosen':
        return { ...state, remindersAreWanted: event.data.areWanted };
      case 'SessionsEnded':
      case 'SignInChanged':
        return state;
      default:
        return never(event);
    }
  },
};

export function addPerson(state: PersonState | undefined, data: PersonAdded['data']): Decision<PersonEvent> {
  if (state !== undefined) return refuse('person-id-taken', 'id');
  if (data.roles.length === 0) return refuse('person-without-role', 'roles');
  return [{ type: 'PersonAdded', schemaVersion: 1, data }];
}

export function changeRoles(state: PersonState | undefined, roles: readonly HeldRole[]): Decision<PersonEvent> {
  if (state === undefined) return refuse('person-not-found');
  if (!state.isActive) return refuse('person-deactivated');
  const wanted = eachOnce(roles);
  if (wanted.length === 0) return refuse('person-without-role', 'roles');
  if (wanted.some(({ programme, panel }) => panel !== undefined && programme === undefined)) {
    return refuse('panel-without-programme', 'programme');
  }
  if (sameRoles(wanted, state.roles)) return [];
  return [{ type: 'RolesChanged', schemaVersion: 1, data: { roles: wanted } }];
}

export function deactivatePerson(state: PersonState | undefined): Decision<PersonEvent> {
  if (state === undefined) return refuse('person-not-found');
  return state.isActive ? [{ type: 'PersonDeactivated', schemaVersion: 1, data: {} }] : [];
}

export function reactivatePerson(state: PersonState | undefined): Decision<PersonEvent> {
  if (state === undefined) return refuse('person-not-found');
  return state.isActive ? [] : [{ type: 'PersonReactivated', schemaVersion: 1, data: {} }];
}

export function endSessions(state: PersonState | undefined): Decision<PersonEvent> {
  if (state === undefined) return refuse('person-not-found');
  if (!state.isActive) return refuse('person-deactivated');
  return [{ type: 'SessionsEnded', schemaVersion: 1, data: {} }];
}

/** By the person themselves, at any time. */
export function chooseReminders(state: PersonState | undefined, areWanted: boolean): Decision<PersonEvent> {
  if (state === undefined) return refuse('person-not-found');
  return state.remindersAreWanted === areWanted
    ? []
    : [{ type: 'RemindersChosen', schemaVersion: 1, data: { areWanted } }];
}

/** `contact` where the name they sign in with is new. */
export function changeSignIn(
  state: PersonState | undefined,
  what: SignInChange,
  contact?: Sealed,
): Decision<PersonEvent> {
  if (state === undefined) return refuse('person-not-found');
  if (!state.isActive) return refuse('person-deactivated');
  return [
    ...(contact === undefined ? [] : [{ type: 'ContactChanged' as const, schemaVersion: 1, data: { contact } }]),
    { type: 'SignInChanged', schemaVersion: 1, data: { what } },
  ];
}

/** One text for one role in one place: for lists, forms and comparison. */
export const roleKey = ({ role, programme = '', panel = '' }: HeldRole): string => [role, programme, panel].join('/');

function eachOnce(roles: readonly HeldRole[]): readonly HeldRole[] {
  return [...new Map(roles.map((held) => [roleKey(held), held])).values()];
}

const sameRoles = (one: readonly HeldRole[], other: readonly HeldRole[]): boolean =>
  JSON.stringify(one.map(roleKey).sort()) === JSON.stringify(other.map(roleKey).sort());
