import { knownPeople } from '#service-kit/known/known-people.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';

export interface Facilitator {
  readonly person: string;
  /** Those they may lead; none is named: every panel. */
  readonly panels: readonly string[];
}

export async function facilitatorsOf(
  { views }: ServiceRuntime,
  { id, organisation }: Pick<ProgrammeDocument, 'id' | 'organisation'>,
): Promise<readonly Facilitator[]> {
  const found: Facilitator[] = [];
  for await (const { id: person, roles } of views.stream(knownPeople, {
    index: 'byOrganisation',
    equals: { organisation },
  })) {
    const held = roles.filter(({ role, programme = id }) => role === 'facilitator' && programme === id);
    const panels = held.flatMap(({ panel }) => (panel === undefined ? [] : [panel]));
    if (held.length > 0) found.push({ person, panels: panels.length < held.length ? [] : panels });
  }
  return found;
}
