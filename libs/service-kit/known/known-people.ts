import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { hearing, received } from '../messages/received.js';

/** What a service knows of a person from identity-access's messages; the name is opened by the vault alone. */
export interface KnownPerson {
  readonly id: string;
  readonly organisation: string;
  readonly roles: readonly HeldRole[];
  /** PersonName, owner person/<id>. */
  readonly name: Sealed;
  readonly revision: number;
}

export interface PersonName {
  readonly name: string;
}

export interface KnownOrganisation {
  readonly id: string;
  readonly name: { readonly en: string; readonly cy: string };
}

export const knownPeople = collection<KnownPerson>()('known-people', { byOrganisation: ['organisation'] });
export const knownOrganisations = collection<KnownOrganisation>()('known-organisations', {});

const personChanged = hearing(personChangedV1, async ({ person: id, roles, name, revision }, changes, metadata) => {
  const known = await changes.get(knownPeople, id);
  // A message delivered again, or late, must not bring an older state back.
  if (known !== undefined && known.revision >= revision) return;
  changes.put(knownPeople, { id, organisation: metadata.organisation, roles, name, revision });
});

export const knownPeopleModel: ReadModel = {
  name: 'known-people',
  version: 1,
  collections: [knownPeople, knownOrganisations],
  project(event, changes) {
    const founded = received(event, organisationFoundedV1);
    if (founded !== undefined) changes.put(knownOrganisations, { id: founded.organisation, name: founded.name });
    return personChanged(event, changes);
  },
};
