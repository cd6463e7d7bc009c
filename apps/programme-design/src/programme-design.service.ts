import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { frameworkAdoptedV1 } from '#contracts/programme-design/framework-adopted.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { feedbackPeriodChangedV1 } from '#contracts/story-submission/feedback-period-changed.v1.js';
import { knownPeopleModel } from '#service-kit/known/known-people.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { frameworkEventTypes } from './domain/framework/framework.js';
import { programmeEventTypes } from './domain/programme/events.js';
import { rehearsalEventTypes } from './domain/rehearsal/rehearsal.js';
import { completePeriods } from './integration/from-story-submission/complete-periods.js';
import { frameworkAdopted } from './integration/publishes/framework-adopted.js';
import { programmeRevised } from './integration/publishes/programme-revised.js';
import { ProgrammeDesignModule } from './programme-design.module.js';
import { frameworksModel } from './read-models/frameworks/frameworks.js';
import { periodsToldBackModel } from './read-models/periods-told-back/periods-told-back.js';
import { programmesModel } from './read-models/programmes/programmes.js';
import { rehearsalsModel } from './read-models/rehearsals/rehearsals.js';

export const programmeDesign: ServiceDefinition = {
  name: 'programme-design',
  eventTypes: { ...programmeEventTypes, ...frameworkEventTypes, ...rehearsalEventTypes },
  readModels: [programmesModel, frameworksModel, rehearsalsModel, periodsToldBackModel, knownPeopleModel],
  listensTo: [organisationFoundedV1, personChangedV1, feedbackPeriodChangedV1],
  speaks: [programmeRevisedV1, frameworkAdoptedV1],
  async *publishes(recorded, service) {
    yield* frameworkAdopted(recorded);
    yield* programmeRevised(recorded, service);
  },
  reactions: [completePeriods],
  background: [],
  module: (service) => ProgrammeDesignModule.over(service),
};
