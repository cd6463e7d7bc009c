import type { RoleName } from '#contracts/shared/shapes.js';
import { textIn } from '#web/forms/typed-text.js';

import type { PeopleAsked } from './see-people.query.js';

export const accountStates = ['used', 'invited', 'closed'] as const;
export type AccountState = (typeof accountStates)[number];

/** Roles that somebody with an account holds. */
export const rolesOfPeople = [
  'administrator',
  'evaluator',
  'facilitator',
  'panel-member',
  'collector',
] as const satisfies readonly RoleName[];

/** From the query of an address; what is empty or unknown was not asked. */
export function askedPeople(query: unknown): PeopleAsked {
  const after = textIn(query, 'after');
  return {
    text: textIn(query, 'text').trim(),
    role: rolesOfPeople.find((role) => role === textIn(query, 'role')),
    account: accountStates.find((state) => state === textIn(query, 'account')),
    after: after === '' ? undefined : after,
  };
}
