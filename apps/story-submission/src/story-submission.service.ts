import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';
import { knownPeopleModel } from '#service-kit/known/known-people.js';
import { knownProgrammesModel } from '#service-kit/known/known-programmes.js';
import { recordingAccess } from '#service-kit/access-records/recording-access.js';
import { joinAreas } from '#service-kit/service-area.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { areas } from './areas/areas.js';
import { allMessages } from './integration/publishes/all-messages.js';
import { knownPanelsModel } from './read-models/panels/panels.js';
import { recordedRoutes } from './recorded-routes.js';
import { StorySubmissionModule } from './story-submission.module.js';

const { eventTypes, readModels, listensTo, speaks, reactions, background } = joinAreas(areas);

const storySubmissionItself: ServiceDefinition = {
  name: 'story-submission',
  eventTypes,
  readModels: [knownProgrammesModel, knownPeopleModel, knownPanelsModel, ...readModels],
  listensTo: [organisationFoundedV1, personChangedV1, programmeRevisedV1, panelConvenedV1, storyOpenedV1, ...listensTo],
  speaks,
  publishes: allMessages,
  reactions,
  background,
  module: (service) => StorySubmissionModule.over(service),
};

export const storySubmission = recordingAccess(storySubmissionItself, recordedRoutes, storiesAccessedV1);
