import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { knownPeopleModel } from '#service-kit/known-people.js';
import { knownProgrammesModel } from '#service-kit/known-programmes.js';
import { recordingAccess } from '#service-kit/recording-access.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { careParts } from './care.parts.js';
import { concernsParts } from './concerns.parts.js';
import { draftEventTypes } from './domain/draft/events.js';
import { rightsRequestEventTypes } from './domain/rights-request/events.js';
import { storyEventTypes } from './domain/story/events.js';
import { importEventTypes } from './domain/story-import/story-import.js';
import { feedbackParts } from './feedback.parts.js';
import { allMessages } from './integration/publishes/all-messages.js';
import { mediaParts } from './media.parts.js';
import { draftsModel } from './read-models/drafts/drafts.js';
import { importsModel } from './read-models/imports/imports.js';
import { knownPanelsModel } from './read-models/panels/panels.js';
import { rightsRequestsModel } from './read-models/rights-requests/rights-requests.js';
import { storyReadingsModel } from './read-models/story-readings/story-readings.js';
import { recordedRoutes } from './recorded-routes.js';
import { storiesModel } from './read-models/stories/stories.js';
import { overTimeParts } from './over-time.parts.js';
import { quantificationParts } from './quantification.parts.js';
import { stillSoParts } from './still-so.parts.js';
import { rehearsingParts } from './rehearsing/rehearsing.parts.js';
import { secondTextsParts } from './second-texts.parts.js';
import { StorySubmissionModule } from './story-submission.module.js';
import { destroyCheckedFilesInTime } from './use-cases/import-stories/checked-files.js';
import { destroyUploads } from './use-cases/import-stories/destroy-uploads.js';
import { beginImports, importJobs } from './use-cases/import-stories/import-jobs.js';
import { eraseEndedDrafts } from './use-cases/keep-draft/erase-ended-drafts.js';
import { expireDraftsInTime } from './use-cases/keep-draft/expire-drafts.js';
import { registerOwnActs } from './use-cases/keep-register/register-own-acts.js';
import { togetherParts } from './together.parts.js';
import { turnKeys } from './use-cases/turn-keys/turn-keys.js';
import { endWaitingInTime } from './use-cases/wait-before-panels/end-waiting-in-time.js';
import { settleIntents } from './use-cases/withdraw-story/settle-intents.js';
import { verificationParts } from './verification.parts.js';

const storySubmissionItself: ServiceDefinition = {
  name: 'story-submission',
  eventTypes: {
    ...storyEventTypes,
    ...draftEventTypes,
    ...importEventTypes,
    ...rightsRequestEventTypes,
    ...concernsParts.eventTypes,
    ...careParts.eventTypes,
    ...feedbackParts.eventTypes,
    ...verificationParts.eventTypes,
    ...quantificationParts.eventTypes,
    ...stillSoParts.eventTypes,
    ...mediaParts.eventTypes,
    ...togetherParts.eventTypes,
    ...overTimeParts.eventTypes,
    ...secondTextsParts.eventTypes,
    ...rehearsingParts.eventTypes,
  },
  readModels: [
    storiesModel,
    draftsModel,
    importsModel,
    knownProgrammesModel,
    knownPeopleModel,
    knownPanelsModel,
    rightsRequestsModel,
    storyReadingsModel,
    ...concernsParts.readModels,
    ...careParts.readModels,
    ...feedbackParts.readModels,
    ...verificationParts.readModels,
    ...quantificationParts.readModels,
    ...stillSoParts.readModels,
    ...mediaParts.readModels,
    ...overTimeParts.readModels,
    ...togetherParts.readModels,
    ...secondTextsParts.readModels,
    ...rehearsingParts.readModels,
  ],
  listensTo: [
    organisationFoundedV1,
    personChangedV1,
    programmeRevisedV1,
    panelConvenedV1,
    storyOpenedV1,
    ...feedbackParts.listensTo,
  ],
  speaks: [
    storySubmittedV1,
    storyCorrectedV1,
    storyMovedV1,
    storyModeratedV1,
    storyWithdrawnV1,
    storyConsentChangedV1,
    ...concernsParts.speaks,
    ...feedbackParts.speaks,
    ...verificationParts.speaks,
    ...togetherParts.speaks,
    ...secondTextsParts.speaks,
    ...mediaParts.speaks,
    ...stillSoParts.speaks,
  ],
  publishes: allMessages,
  reactions: [
    ...concernsParts.reactions,
    ...careParts.reactions,
    eraseEndedDrafts,
    beginImports,
    destroyUploads,
    registerOwnActs,
    ...feedbackParts.reactions,
    ...stillSoParts.reactions,
    ...secondTextsParts.reactions,
    ...mediaParts.reactions,
    ...overTimeParts.reactions,
    ...togetherParts.reactions,
  ],
  background: [
    importJobs(),
    settleIntents,
    expireDraftsInTime,
    destroyCheckedFilesInTime,
    endWaitingInTime,
    turnKeys,
    ...stillSoParts.background,
    ...togetherParts.background,
    ...mediaParts.background,
    ...overTimeParts.background,
  ],
  module: (service) => StorySubmissionModule.over(service),
};

export const storySubmission = recordingAccess(storySubmissionItself, recordedRoutes, storiesAccessedV1);
