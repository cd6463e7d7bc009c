import type { RoleName } from '#contracts/shared/shapes.js';
import { textIn } from '#web/forms/typed-text.js';

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

export interface PeopleAsked {
  /** Stands in their name. */
  readonly text: string;
  readonly role?: RoleName | undefined;
  readonly account?: AccountState | undefined;
  /** Whoever came last on the page before. */
  readonly after?: string | undefined;
}

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
