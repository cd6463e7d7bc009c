import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import type { Reaction, ServiceDefinition } from '#service-kit/service.js';

import { organisationEventTypes } from './domain/organisation/organisation.js';
import { isPersonEvent, personEventTypes } from './domain/person/person.js';
import { IdentityAccessModule } from './identity-access.module.js';
import type { IdentitySettings } from './identity-settings.js';
import { personChanged } from './integration/publishes/person-changed.js';
import { peopleModel } from './read-models/people/people.js';

/** Sessions learn of people and roles from here, after a crash between event and session store as well. */
const keepAccounts = ({ sessions, isSample }: IdentitySettings): Reaction => ({
  name: 'keep-accounts',
  on: async ({ stream, event, metadata }) => {
    if (!isPersonEvent(event)) return;
    const person = stream.slice('person/'.length);
    const { roles } = event.data;
    const known = await sessions.account(person);
    const language = event.type === 'PersonAdded' ? event.data.language : (known?.language ?? 'en');
    await sessions.setAccount({ person, organisation: metadata.organisation, roles, language, isSample });
  },
});

export const identityAccess = (settings: IdentitySettings): ServiceDefinition => ({
  name: 'identity-access',
  eventTypes: { ...personEventTypes, ...organisationEventTypes },
  readModels: [peopleModel],
  listensTo: [],
  speaks: [personChangedV1],
  publishes: personChanged,
  reactions: [keepAccounts(settings)],
  background: [],
  module: (service) => IdentityAccessModule.over(service, settings),
});
