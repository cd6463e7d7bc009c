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
export type PersonEvent = PersonAdded | RolesChanged;

export const personEventTypes = { PersonAdded: { version: 1 }, RolesChanged: { version: 1 } } as const;

export const isPersonEvent = (event: DomainEvent): event is PersonEvent => event.type in personEventTypes;

export const personStream = (person: string): string => `person/${person}`;

/** What is sealed as class `name` of `person/<id>`. */
export interface PersonName {
  readonly name: string;
}

export interface PersonState {
  readonly added: PersonAdded['data'];
  readonly roles: readonly HeldRole[];
}

export const personDecider: Decider<PersonState | undefined, PersonEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    switch (event.type) {
      case 'PersonAdded':
        return { added: event.data, roles: event.data.roles };
      case 'RolesChanged':
        if (state === undefined) throw new Error('RolesChanged before PersonAdded');
        return { ...state, roles: event.data.roles };
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
