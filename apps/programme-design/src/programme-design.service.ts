import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { knownPeopleModel } from '#service-kit/known-people.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { programmeEventTypes } from './domain/programme/events.js';
import { programmeRevised } from './integration/publishes/programme-revised.js';
import { ProgrammeDesignModule } from './programme-design.module.js';
import { programmesModel } from './read-models/programmes/programmes.js';

export const programmeDesign: ServiceDefinition = {
  name: 'programme-design',
  eventTypes: programmeEventTypes,
  readModels: [programmesModel, knownPeopleModel],
  listensTo: [organisationFoundedV1, personChangedV1],
  speaks: [programmeRevisedV1],
  publishes: programmeRevised,
  reactions: [],
  background: [],
  module: (service) => ProgrammeDesignModule.over(service),
};
