import type { HeldRole } from '#contracts/shared/shapes.js';

import type { RoleDto } from './role.dto.js';

/** As they are kept: what was left out is not there. */
export const heldRoles = (given: readonly RoleDto[]): readonly HeldRole[] =>
  given.map(({ role, programme, panel }) => ({
    role,
    ...(programme === undefined ? {} : { programme }),
    ...(panel === undefined ? {} : { panel }),
  }));
