import type { ServiceRuntime } from '#service-kit/service.js';

import { personStream, type PersonName } from './domain/person/person.js';
import { people, type PersonDocument } from './read-models/people/people.js';

export interface PersonNamed extends PersonDocument {
  /** Null when it can no longer be read. */
  readonly isCalled: string | null;
}

/** Everybody of the reader's organisation. Names are sealed, so that they are opened before a list can have an order. */
export async function peopleNamed(
  { views, unlocking }: Pick<ServiceRuntime, 'views' | 'unlocking'>,
  reader: { readonly person: string; readonly organisation: string },
): Promise<readonly PersonNamed[]> {
  const { organisation } = reader;
  const found: PersonDocument[] = [];
  for await (const document of views.stream(people, { index: 'byOrganisation', equals: { organisation } })) {
    found.push(document);
  }
  const answers = await unlocking.unlock(
    found.map(({ id }) => ({
      ...{ owner: personStream(id), reader, purpose: 'audience', audience: 'organisation', use: 'read' },
    })),
  );
  return found.map((document, at) => {
    const answer = answers[at];
    return { ...document, isCalled: answer?.kind === 'granted' ? answer.open<PersonName>(document.name).name : null };
  });
}
