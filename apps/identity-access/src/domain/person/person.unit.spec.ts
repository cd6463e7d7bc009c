import type { Sealed } from '#contracts/shared/sealed.js';
import { isRefusal } from '#contracts/shared/refusal.js';

import {
  addPerson,
  changeRoles,
  changeSignIn,
  deactivatePerson,
  endSessions,
  personDecider,
  reactivatePerson,
  type PersonAdded,
  type PersonEvent,
  type PersonState,
} from './person.js';

const name: Sealed = { class: 'name', version: 1, box: 'sealed' };
const contact: Sealed = { class: 'contact', version: 1, box: 'sealed' };
const data: PersonAdded['data'] = { person: 'P1', roles: [{ role: 'evaluator' }], language: 'cy', name };
const added: PersonEvent = { type: 'PersonAdded', schemaVersion: 1, data };
const deactivated: PersonEvent = { type: 'PersonDeactivated', schemaVersion: 1, data: {} };

const after = (...events: readonly PersonEvent[]): PersonState | undefined =>
  events.reduce(personDecider.evolve, personDecider.initialState);

const refused = (decision: unknown): string => (isRefusal(decision) ? decision.refusal : 'nothing');

describe('a person with an account', () => {
  it('is added with a role, once', () => {
    expect(addPerson(undefined, data)).toEqual([added]);
    expect(refused(addPerson(after(added), data))).toBe('person-id-taken');
    expect(refused(addPerson(undefined, { ...data, roles: [] }))).toBe('person-without-role');
  });

  it('can be given roles in one programme or panel, each once', () => {
    const east = { role: 'facilitator', programme: 'telling', panel: 'east' } as const;
    const everywhere = { role: 'facilitator' } as const;
    expect(changeRoles(after(added), [east, everywhere, east])).toEqual([
      { type: 'RolesChanged', schemaVersion: 1, data: { roles: [east, everywhere] } },
    ]);
  });

  it('keeps the roles they have when they are given them again, in whatever order', () => {
    const roles = [{ role: 'evaluator' }, { role: 'administrator' }] as const;
    const state = after(added, { type: 'RolesChanged', schemaVersion: 1, data: { roles } });
    expect(changeRoles(state, [...roles].reverse())).toEqual([]);
  });

  it('is not left without a role, nor given one in a panel of no programme', () => {
    expect(refused(changeRoles(after(added), []))).toBe('person-without-role');
    expect(refused(changeRoles(after(added), [{ role: 'facilitator', panel: 'east' }]))).toBe(
      'panel-without-programme',
    );
  });

  it('is deactivated and activated again; done twice, nothing happens', () => {
    expect(deactivatePerson(after(added))).toEqual([deactivated]);
    expect(deactivatePerson(after(added, deactivated))).toEqual([]);
    expect(reactivatePerson(after(added))).toEqual([]);
    expect(reactivatePerson(after(added, deactivated))).toEqual([
      { type: 'PersonReactivated', schemaVersion: 1, data: {} },
    ]);
  });

  it('who is deactivated gets no roles and no way to sign in', () => {
    const state = after(added, deactivated);
    expect(refused(changeRoles(state, [{ role: 'evaluator' }]))).toBe('person-deactivated');
    expect(refused(changeSignIn(state, 'password-chosen'))).toBe('person-deactivated');
    expect(refused(endSessions(state))).toBe('person-deactivated');
  });

  it('chooses a password, with a sealed name to sign in with where it is new', () => {
    const chosen = { type: 'SignInChanged', schemaVersion: 1, data: { what: 'password-chosen' } };
    expect(changeSignIn(after(added), 'password-chosen')).toEqual([chosen]);
    expect(changeSignIn(after(added), 'password-chosen', contact)).toEqual([
      { type: 'ContactChanged', schemaVersion: 1, data: { contact } },
      chosen,
    ]);
  });

  it.each([
    ['roles', changeRoles(undefined, [{ role: 'evaluator' }])],
    ['an end', deactivatePerson(undefined)],
    ['a new beginning', reactivatePerson(undefined)],
    ['a way to sign in', changeSignIn(undefined, 'password-chosen')],
  ])('who is not there is given no %s', (_, decision) => {
    expect(refused(decision)).toBe('person-not-found');
  });
});
