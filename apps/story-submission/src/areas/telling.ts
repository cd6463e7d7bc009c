import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { draftEventTypes } from '../domain/draft/events.js';
import { storyEventTypes } from '../domain/story/events.js';
import { draftsModel } from '../read-models/drafts/drafts.js';
import { storiesModel } from '../read-models/stories/stories.js';
import { BeginDraftHandler } from '../use-cases/keep-draft/begin-draft.command.js';
import { EndDraftHandler } from '../use-cases/keep-draft/end-draft.command.js';
import { eraseEndedDrafts } from '../use-cases/keep-draft/erase-ended-drafts.js';
import { expireDraftsInTime } from '../use-cases/keep-draft/expire-drafts.js';
import { KeepAnswerHandler } from '../use-cases/keep-draft/keep-answer.command.js';
import { KeepDraftApi } from '../use-cases/keep-draft/keep-draft.api.js';
import { PauseStoryPage } from '../use-cases/pause-story/pause-story.page.js';
import { AnswerQuestionPage } from '../use-cases/tell-story/answer-question.page.js';
import { CheckAnswersPage } from '../use-cases/tell-story/check-answers.page.js';
import { SendDraftHandler } from '../use-cases/tell-story/send-draft.command.js';
import { StartStoryPage } from '../use-cases/tell-story/start-story.page.js';
import { StorySentPage } from '../use-cases/tell-story/story-sent.page.js';
import { TellStoryApi } from '../use-cases/tell-story/tell-story.api.js';
import { TellStoryHandler } from '../use-cases/tell-story/tell-story.command.js';

/** Telling a story, and the drafts it is told in. */
export const telling: ServiceArea = {
  eventTypes: { ...storyEventTypes, ...draftEventTypes },
  readModels: [storiesModel, draftsModel],
  speaks: [storySubmittedV1],
  reactions: [eraseEndedDrafts],
  background: [expireDraftsInTime],
  controllers: [
    StartStoryPage,
    AnswerQuestionPage,
    CheckAnswersPage,
    StorySentPage,
    PauseStoryPage,
    TellStoryApi,
    KeepDraftApi,
  ],
  handlers: [TellStoryHandler, SendDraftHandler, BeginDraftHandler, KeepAnswerHandler, EndDraftHandler],
};
