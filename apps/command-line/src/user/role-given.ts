import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { HeldRole } from '#contracts/shared/shapes.js';

import { roleNames } from '../../../identity-access/src/roles/role.dto.js';

/** `evaluator`, `facilitator:<programme>` or `panel-member:<programme>:<panel>`: as it is typed and as it is written. */
export function roleGiven(text: string): HeldRole | Refusal {
  const [name, programme, panel, ...more] = text.split(':');
  const role = roleNames.find((each) => each === name);
  if (role === undefined) return refuse('role-unknown', text);
  if (more.length > 0 || programme === '' || panel === '') return refuse('role-place-malformed', text);
  return {
    role,
    ...(programme === undefined ? {} : { programme }),
    ...(panel === undefined ? {} : { panel }),
  };
}

export function rolesGiven(texts: readonly string[]): readonly HeldRole[] | Refusal {
  const roles: HeldRole[] = [];
  for (const text of texts) {
    const role = roleGiven(text);
    if (isRefusal(role)) return role;
    roles.push(role);
  }
  return roles;
}

export const roleWritten = ({ role, programme, panel }: HeldRole): string =>
  [role, programme, panel].filter((part) => part !== undefined).join(':');

export const isSameRole = (a: HeldRole, b: HeldRole): boolean => roleWritten(a) === roleWritten(b);
