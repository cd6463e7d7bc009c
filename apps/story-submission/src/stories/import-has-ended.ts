import type { Views } from '#projections/read-model.js';

import { imports } from '../read-models/imports/imports.js';

/**
 * Stories of an import are seen once it has ended: not one by one, and not by a rewriting of them all in one change,
 * which would hold up everybody for as long as it takes. Remembers what it was told, for the length of one reading.
 */
export function importsThatEnded(views: Pick<Views, 'get'>): (id: string | null) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async (id) => {
    if (id === null) return true;
    const before = known.get(id);
    if (before !== undefined) return before;
    const hasEnded = (await views.get(imports, id))?.state === 'ended';
    known.set(id, hasEnded);
    return hasEnded;
  };
}
