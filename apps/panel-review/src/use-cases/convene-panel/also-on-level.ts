import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { panels } from '../../read-models/panels/panels.js';

/**
 * Other panels of the same level that people already sit on, by person. It is allowed: each panel decides for itself. But
 * who sits on both of two parallel panels makes them agree more than they would, so whoever convenes them is told.
 */
export async function alsoOnLevel(
  { views }: ServiceRuntime,
  design: ProgrammeDesign,
  panel: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const levelOf = new Map(design.panels.map(({ id, level }) => [id, level]));
  const found = new Map<string, string[]>();
  const equals = { organisation: design.organisation, programme: design.id };
  for await (const other of views.stream(panels, { index: 'byOrganisation', equals })) {
    if (other.panel === panel || levelOf.get(other.panel) !== levelOf.get(panel)) continue;
    for (const member of other.members) found.set(member, [...(found.get(member) ?? []), other.panel]);
  }
  return found;
}
