import { never } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isOrganisationFounded, type OrganisationName } from '../../domain/organisation/organisation.js';
import { isPersonEvent, type PersonEvent } from '../../domain/person/person.js';

export interface PersonDocument {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  readonly roles: readonly HeldRole[];
  readonly language: 'en' | 'cy';
  readonly name: Sealed;
  readonly isActive: boolean;
  /** Chose a name to sign in with. */
  readonly hasSignInName: boolean;
}

export interface OrganisationDocument {
  readonly id: string;
  readonly name: OrganisationName;
}

export const people = collection<PersonDocument>()('people', { byOrganisation: ['organisation'] });
export const organisations = collection<OrganisationDocument>()('organisations', {});

export const peopleModel: ReadModel = {
  name: 'people',
  version: 2,
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
      const fresh = { isActive: true, hasSignInName: false };
      changes.put(people, { id, organisation, version: streamVersion, roles, language, name, ...fresh });
      return;
    }
    const before = await changes.get(people, id);
    if (before !== undefined) changes.put(people, { ...before, version: streamVersion, ...changed(event) });
  },
};

function changed(event: PersonEvent): Partial<PersonDocument> {
  switch (event.type) {
    case 'RolesChanged':
      return { roles: event.data.roles };
    case 'ContactChanged':
      return { hasSignInName: true };
    case 'PersonDeactivated':
      return { isActive: false };
    case 'PersonReactivated':
      return { isActive: true };
    case 'PersonAdded':
    case 'SessionsEnded':
    case 'SignInChanged':
    case 'RemindersChosen':
      return {};
    default:
      return never(event);
  }
}
