import type { SomeoneAsking } from '#access/principal.js';

import { knownPeople, type PersonName } from './known-people.js';
import type { ServiceRuntime } from '../service.js';

/** Names inside the organisation, opened at the moment of reading; the id where a name can no longer be read. */
export async function namesOfPeople(
  { views, unlocking }: ServiceRuntime,
  who: SomeoneAsking,
  ids: readonly string[],
): Promise<(person: string) => string> {
  const asked = [...new Set(ids)];
  const known = await Promise.all(asked.map((id) => views.get(knownPeople, id)));
  const answers = await unlocking.unlock(
    asked.map((id) => ({
      owner: `person/${id}`,
      reader: who,
      purpose: 'audience',
      audience: 'organisation',
      use: 'read',
    })),
  );
  const names = new Map(
    asked.map((id, at) => {
      const answer = answers[at];
      const sealed = known[at]?.name;
      return [id, answer?.kind === 'granted' && sealed !== undefined ? answer.open<PersonName>(sealed).name : id];
    }),
  );
  return (person) => names.get(person) ?? person;
}
