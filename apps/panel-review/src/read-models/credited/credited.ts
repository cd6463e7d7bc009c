import type { ContractData } from '#contracts/shared/contract.js';
import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { received } from '#service-kit/messages/received.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { NamedInStory } from '../../domain/sitting/events.js';

type Credited = ContractData<typeof storyCreditedV1>;

/** Whom a story credits or criticises, as story-submission said last. */
export interface CreditedInStory extends Pick<Credited, 'people' | 'organisations' | 'revision'> {
  /** Of the story. */
  readonly id: string;
}

export const credited = collection<CreditedInStory>()('credited', {});

export const creditedModel: ReadModel = {
  name: 'credited',
  version: 1,
  collections: [credited],
  async project(event, changes) {
    const said = received(event, storyCreditedV1);
    if (said === undefined) return;
    const { story: id, people, organisations, revision } = said;
    const before = await changes.get(credited, id);
    // A message delivered again, or late, must not bring an older list back.
    if (before === undefined || before.revision < revision) {
      changes.put(credited, { id, people, organisations, revision });
    }
  },
};

/** Each person it names, and everybody who belongs to an organisation it names. */
export async function namedBy(
  { views }: Pick<ServiceRuntime, 'views'>,
  { people, organisations }: Pick<Credited, 'people' | 'organisations'>,
): Promise<readonly NamedInStory[]> {
  const named: NamedInStory[] = [...people];
  for (const { organisation, as } of organisations) {
    for await (const { id } of views.stream(knownPeople, { index: 'byOrganisation', equals: { organisation } })) {
      if (!named.some(({ person }) => person === id)) named.push({ person: id, as });
    }
  }
  return named;
}
