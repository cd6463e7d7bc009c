import type { RoleName } from '#access/principal.js';

/** Who keeps the register of rights requests. */
export const keepers = ['administrator', 'evaluator'] as const satisfies readonly RoleName[];
