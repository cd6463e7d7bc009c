import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { meetingsAccessedV1 } from '#contracts/panel-review/meetings-accessed.v1.js';
import { meetingsAwaitedV1 } from '#contracts/panel-review/meetings-awaited.v1.js';
import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { feedbackAnsweredV1 } from '#contracts/story-submission/feedback-answered.v1.js';
import { stillSoAnsweredV1 } from '#contracts/story-submission/still-so-answered.v1.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { storyMediaChangedV1 } from '#contracts/story-submission/story-media-changed.v1.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyTranslatedV1 } from '#contracts/story-submission/story-translated.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { awaitedEventTypes, awaitedPeopleModel } from '#service-kit/messages/awaited.js';
import { knownPeopleModel } from '#service-kit/known/known-people.js';
import { knownProgrammesModel } from '#service-kit/known/known-programmes.js';
import { knownStillSoModel } from '#service-kit/stories/known-still-so.js';
import { recordingAccess } from '#service-kit/access-records/recording-access.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { panelEventTypes } from './domain/panel/panel.js';
import { hoursEventTypes } from './domain/hours/hours.js';
import { remindersEventTypes } from './domain/panel/reminders.js';
import { debriefEventTypes } from './domain/debrief/debrief.js';
import { roundEventTypes } from './domain/round/round.js';
import { sittingEventTypes } from './domain/sitting/events.js';
import { tellOpenRound } from './deciding/tell-open-round.js';
import { keepUpWithStories } from './integration/from-story-submission/keep-up-with-stories.js';
import { panelMessages } from './integration/publishes/panel-messages.js';
import { PanelReviewModule } from './panel-review.module.js';
import { answersModel } from './read-models/answers/answers.js';
import { creditedModel } from './read-models/credited/credited.js';
import { debriefsModel } from './read-models/debriefs/debriefs.js';
import { hoursModel } from './read-models/hours/hours.js';
import { mediaToldModel } from './read-models/media-told/media-told.js';
import { panelsModel } from './read-models/panels/panels.js';
import { sittingsModel } from './read-models/sittings/sittings.js';
import { storiesModel } from './read-models/stories/stories.js';
import { translationsModel } from './read-models/translations/translations.js';
import { recordedRoutes } from './recorded-routes.js';
import { destroyFlipChartsInTime } from './use-cases/keep-flip-chart/destroy-in-time.js';
import { eraseNeedsSaidBefore } from './use-cases/own-needs/erase-said-before.js';
import { settleCalledBack } from './use-cases/own-words/settle-called-back.js';
import { noteWhatIsDone } from './use-cases/remind/note-what-is-done.js';
import { remindInTime } from './use-cases/remind/remind-in-time.js';
import { finishRounds } from './use-cases/close-round/finish-rounds.js';

const panelReviewItself: ServiceDefinition = {
  name: 'panel-review',
  eventTypes: {
    ...panelEventTypes,
    ...sittingEventTypes,
    ...roundEventTypes,
    ...debriefEventTypes,
    ...remindersEventTypes,
    ...hoursEventTypes,
    ...awaitedEventTypes,
  },
  readModels: [
    storiesModel,
    translationsModel,
    panelsModel,
    sittingsModel,
    answersModel,
    debriefsModel,
    hoursModel,
    creditedModel,
    mediaToldModel,
    knownProgrammesModel,
    knownPeopleModel,
    knownStillSoModel,
    awaitedPeopleModel,
  ],
  listensTo: [
    organisationFoundedV1,
    personChangedV1,
    programmeRevisedV1,
    storySubmittedV1,
    storyModeratedV1,
    storyConsentChangedV1,
    storyCorrectedV1,
    storyCreditedV1,
    storyMediaChangedV1,
    storyMovedV1,
    storyTranslatedV1,
    storyWithdrawnV1,
    feedbackAnsweredV1,
    stillSoAnsweredV1,
  ],
  speaks: [panelConvenedV1, sittingOpenedV1, sittingClosedV1, storyOpenedV1, meetingsAwaitedV1],
  publishes: panelMessages,
  reactions: [keepUpWithStories, tellOpenRound, finishRounds, eraseNeedsSaidBefore, noteWhatIsDone],
  background: [remindInTime, destroyFlipChartsInTime, settleCalledBack],
  module: (service) => PanelReviewModule.over(service),
};

export const panelReview = recordingAccess(panelReviewItself, recordedRoutes, meetingsAccessedV1);
