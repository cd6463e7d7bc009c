import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { followUpAwaitedV1 } from '#contracts/impact-reporting/follow-up-awaited.v1.js';
import { reportPublishedV1 } from '#contracts/impact-reporting/report-published.v1.js';
import { reportsAccessedV1 } from '#contracts/impact-reporting/reports-accessed.v1.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { frameworkAdoptedV1 } from '#contracts/programme-design/framework-adopted.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { stillSoAnsweredV1 } from '#contracts/story-submission/still-so-answered.v1.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { feedbackChangedV1 } from '#contracts/story-submission/feedback-changed.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { verificationChangedV1 } from '#contracts/story-submission/verification-changed.v1.js';
import { awaitedEventTypes, awaitedMessage, awaitedPeopleModel } from '#service-kit/messages/awaited.js';
import { knownPeopleModel } from '#service-kit/known/known-people.js';
import { knownProgrammesModel } from '#service-kit/known/known-programmes.js';
import { knownStillSoModel } from '#service-kit/stories/known-still-so.js';
import { recordingAccess } from '#service-kit/access-records/recording-access.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { codingEventTypes } from './domain/coding/coding.js';
import { actionEventTypes } from './domain/action/action.js';
import { reportCopyEventTypes } from './domain/report-copy/report-copy.js';
import { reportEventTypes } from './domain/report/report.js';
import { ImpactReportingModule } from './impact-reporting.module.js';
import { reissueReports } from './integration/from-story-submission/reissue-reports.js';
import { reportPublished } from './integration/publishes/report-published.js';
import { actionsModel } from './read-models/actions/actions.js';
import { codingsModel } from './read-models/codings/codings.js';
import { knownFrameworksModel } from './read-models/known-frameworks/known-frameworks.js';
import { meetingsMeasuredModel } from './read-models/meetings-measured/meetings-measured.js';
import { recallsModel } from './read-models/recalls/recalls.js';
import { reasonsSaidModel } from './read-models/reasons-said/reasons-said.js';
import { seatsModel } from './read-models/seats/seats.js';
import { shownStoriesModel } from './read-models/shown-stories/shown-stories.js';
import { closedSittingsModel } from './read-models/sittings/sittings.js';
import { storyLedgerModel } from './read-models/story-ledger/story-ledger.js';
import { recordedRoutes } from './recorded-routes.js';
import { noteWhatIsDone } from './use-cases/remind/note-what-is-done.js';
import { remindOfFollowUp } from './use-cases/remind/remind-in-time.js';

const impactReportingItself: ServiceDefinition = {
  name: 'impact-reporting',
  eventTypes: {
    ...reportEventTypes,
    ...reportCopyEventTypes,
    ...actionEventTypes,
    ...codingEventTypes,
    ...awaitedEventTypes,
  },
  readModels: [
    storyLedgerModel,
    closedSittingsModel,
    reasonsSaidModel,
    shownStoriesModel,
    recallsModel,
    seatsModel,
    meetingsMeasuredModel,
    actionsModel,
    codingsModel,
    knownFrameworksModel,
    knownProgrammesModel,
    knownPeopleModel,
    knownStillSoModel,
    awaitedPeopleModel,
  ],
  listensTo: [
    organisationFoundedV1,
    personChangedV1,
    programmeRevisedV1,
    frameworkAdoptedV1,
    storySubmittedV1,
    storyMovedV1,
    storyCorrectedV1,
    storyWithdrawnV1,
    storyConsentChangedV1,
    sittingOpenedV1,
    sittingClosedV1,
    feedbackChangedV1,
    verificationChangedV1,
    stillSoAnsweredV1,
  ],
  speaks: [reportPublishedV1, followUpAwaitedV1],
  *publishes(recorded) {
    yield* reportPublished(recorded);
    yield* awaitedMessage(recorded, followUpAwaitedV1);
  },
  reactions: [reissueReports, noteWhatIsDone],
  background: [remindOfFollowUp],
  module: (service) => ImpactReportingModule.over(service),
};

export const impactReporting = recordingAccess(impactReportingItself, recordedRoutes, reportsAccessedV1);
