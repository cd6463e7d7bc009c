import type { Sealed } from '#contracts/shared/sealed.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isOrganisationFounded, type OrganisationName } from '../../domain/organisation/organisation.js';
import { isPersonEvent } from '../../domain/person/person.js';

export interface PersonDocument {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  readonly roles: readonly HeldRole[];
  readonly language: 'en' | 'cy';
  readonly name: Sealed;
}

export interface OrganisationDocument {
  readonly id: string;
  readonly name: OrganisationName;
}

export const people = collection<PersonDocument>()('people', { byOrganisation: ['organisation'] });
export const organisations = collection<OrganisationDocument>()('organisations', {});

export const peopleModel: ReadModel = {
  name: 'people',
  version: 1,
  collections: [people, organisations],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (isOrganisationFounded(event)) {
      changes.put(organisations, { id: event.data.organisation, name: event.data.name });
      return;
    }
    if (!isPersonEvent(event)) return;
    const id = stream.slice('person/'.length);
    if (event.type === 'PersonAdded') {
      const { roles, language, name } = event.data;
      const { organisation } = metadata;
      changes.put(people, { id, organisation, version: streamVersion, roles, language, name });
      return;
    }
    const before = await changes.get(people, id);
    if (before !== undefined) changes.put(people, { ...before, version: streamVersion, roles: event.data.roles });
  },
};
