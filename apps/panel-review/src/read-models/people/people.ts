import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/received.js';

/** Who can sit on a panel or lead its meetings; the name is opened by the vault alone. */
export interface PersonDocument {
  readonly id: string;
  readonly organisation: string;
  readonly roles: readonly HeldRole[];
  readonly name: Sealed;
  readonly revision: number;
}

export const people = collection<PersonDocument>()('people', { byOrganisation: ['organisation'] });

export const peopleModel: ReadModel = {
  name: 'people',
  version: 1,
  collections: [people],
  async project(event, changes) {
    const changed = received(event, personChangedV1);
    if (changed === undefined) return;
    const { person: id, roles, name, revision } = changed;
    const known = await changes.get(people, id);
    if (known !== undefined && known.revision >= revision) return;
    changes.put(people, { id, organisation: event.metadata.organisation, roles, name, revision });
  },
};
