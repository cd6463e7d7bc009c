import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { programmeEventTypes } from './domain/programme/events.js';
import { programmeRevised } from './integration/publishes/programme-revised.js';
import { ProgrammeDesignModule } from './programme-design.module.js';
import { programmesModel } from './read-models/programmes/programmes.js';

export const programmeDesign: ServiceDefinition = {
  name: 'programme-design',
  eventTypes: programmeEventTypes,
  readModels: [programmesModel],
  listensTo: [],
  speaks: [programmeRevisedV1],
  publishes: programmeRevised,
  reactions: [],
  background: [],
  module: (service) => ProgrammeDesignModule.over(service),
};
