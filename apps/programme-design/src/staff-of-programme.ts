import { isHeldFor, type SomeoneAsking } from '#access/principal.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import type { ServiceRuntime } from '#service-kit/service.js';

export interface StaffMember {
  readonly person: string;
  readonly name: string;
}

const working = ['administrator', 'evaluator', 'facilitator', 'collector'];

/** Who works in a programme, by name: not those who are only asked to sit in a panel. */
export async function staffOfProgramme(
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<readonly StaffMember[]> {
  const { organisation } = who;
  const ids: string[] = [];
  for await (const { id, roles } of service.views.stream(knownPeople, {
    index: 'byOrganisation',
    equals: { organisation },
  })) {
    if (roles.some((held) => working.includes(held.role) && isHeldFor(held, { programme }))) ids.push(id);
  }
  const nameOf = await namesOfPeople(service, who, ids);
  return ids.map((person) => ({ person, name: nameOf(person) })).sort((a, b) => a.name.localeCompare(b.name));
}
