import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { askingModuleParts } from './asking-parts.js';
import { concernsModuleParts } from './concerns.module-parts.js';
import { feedbackControllers, feedbackHandlers } from './feedback.module-parts.js';
import { rightsOfTellers } from './rights-of-tellers.js';
import { rehearsingParts } from './rehearsing/rehearsing.parts.js';
import { secondTextsModuleParts } from './second-texts.module-parts.js';
import { ImportStoriesApi } from './use-cases/import-stories/import-stories.api.js';
import { BeginDraftHandler } from './use-cases/keep-draft/begin-draft.command.js';
import { EndDraftHandler } from './use-cases/keep-draft/end-draft.command.js';
import { KeepAnswerHandler } from './use-cases/keep-draft/keep-answer.command.js';
import { KeepDraftApi } from './use-cases/keep-draft/keep-draft.api.js';
import { NarrowConsentHandler } from './use-cases/narrow-consent/narrow-consent.command.js';
import { NarrowConsentPage } from './use-cases/narrow-consent/narrow-consent.page.js';
import { PauseStoryPage } from './use-cases/pause-story/pause-story.page.js';
import { BeginImportHandler } from './use-cases/import-stories/begin-import.command.js';
import { BringInHandler } from './use-cases/import-stories/bring-in.command.js';
import { SetCheckAsideHandler } from './use-cases/import-stories/set-check-aside.command.js';
import { ImportStoriesPage } from './use-cases/import-stories/import-stories.page.js';
import { MatchColumnsApi } from './use-cases/match-columns/match-columns.api.js';
import { MatchColumnsHandler } from './use-cases/match-columns/match-columns.command.js';
import { MatchColumnsPage } from './use-cases/match-columns/match-columns.page.js';
import { SeeImportPage } from './use-cases/import-stories/see-import.page.js';
import { ClearStoryHandler, HoldBackStoryHandler } from './use-cases/read-story-first/read-story-first.command.js';
import { ReadStoryFirstApi } from './use-cases/read-story-first/read-story-first.api.js';
import { ReadStoryFirstPage } from './use-cases/read-story-first/read-story-first.page.js';
import { StoriesToReadPage } from './use-cases/read-story-first/stories-to-read.page.js';
import { SeeStoriesPage } from './use-cases/see-stories/see-stories.page.js';
import { SeeStoryPage } from './use-cases/see-story/see-story.page.js';
import { SeeStoryApi } from './use-cases/see-story/see-story.api.js';
import { SeeStoryHandler } from './use-cases/see-story/see-story.query.js';
import { SeeStoriesApi } from './use-cases/see-stories/see-stories.api.js';
import { SeeStoriesHandler } from './use-cases/see-stories/see-stories.query.js';
import { MoveStoryHandler } from './use-cases/sort-stories/move-story.command.js';
import { SortStoriesApi } from './use-cases/sort-stories/sort-stories.api.js';
import { SortStoriesPage } from './use-cases/sort-stories/sort-stories.page.js';
import { EnterCodePage } from './use-cases/see-your-story/enter-code.page.js';
import { SeeYourStoryApi } from './use-cases/see-your-story/see-your-story.api.js';
import { SeeYourStoryPage } from './use-cases/see-your-story/see-your-story.page.js';
import { SeeYourStoryHandler } from './use-cases/see-your-story/your-story.query.js';
import { AnswerQuestionPage } from './use-cases/tell-story/answer-question.page.js';
import { CheckAnswersPage } from './use-cases/tell-story/check-answers.page.js';
import { SendDraftHandler } from './use-cases/tell-story/send-draft.command.js';
import { StartStoryPage } from './use-cases/tell-story/start-story.page.js';
import { StorySentPage } from './use-cases/tell-story/story-sent.page.js';
import { TellStoryApi } from './use-cases/tell-story/tell-story.api.js';
import { TellStoryHandler } from './use-cases/tell-story/tell-story.command.js';
import { WithdrawStoryApi } from './use-cases/withdraw-story/withdraw-story.api.js';
import { WithdrawStoryHandler } from './use-cases/withdraw-story/withdraw-story.command.js';
import { WithdrawStoryPage } from './use-cases/withdraw-story/withdraw-story.page.js';
import { careModuleParts } from './care.module-parts.js';
import { mediaModuleParts } from './media.module-parts.js';
import { overTimeModuleParts } from './over-time.module-parts.js';
import { quantificationModuleParts } from './quantification.parts.js';
import { togetherModuleParts } from './together.module-parts.js';
import { verificationModuleParts } from './verification.parts.js';

/** Everything a teller sees: none of it asks for an account. */
const pagesOfTellers = [
  StartStoryPage,
  AnswerQuestionPage,
  CheckAnswersPage,
  StorySentPage,
  PauseStoryPage,
  EnterCodePage,
  SeeYourStoryPage,
  NarrowConsentPage,
  WithdrawStoryPage,
];

/** What staff see. */
const pagesOfStaff = [
  StoriesToReadPage,
  ReadStoryFirstPage,
  SeeStoriesPage,
  SeeStoryPage,
  SortStoriesPage,
  ImportStoriesPage,
  SeeImportPage,
  MatchColumnsPage,
];

@Module({})
export class StorySubmissionModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: StorySubmissionModule,
      controllers: [
        ...pagesOfTellers,
        ...pagesOfStaff,
        ...askingModuleParts.controllers,
        ...concernsModuleParts.controllers,
        ...careModuleParts.controllers,
        ...mediaModuleParts.controllers,
        ...feedbackControllers,
        ...verificationModuleParts.controllers,
        ...quantificationModuleParts.controllers,
        ...overTimeModuleParts.controllers,
        ...togetherModuleParts.controllers,
        ...rightsOfTellers.controllers,
        ...secondTextsModuleParts.controllers,
        ...rehearsingParts.controllers,
        TellStoryApi,
        KeepDraftApi,
        SeeYourStoryApi,
        WithdrawStoryApi,
        SeeStoriesApi,
        SortStoriesApi,
        ReadStoryFirstApi,
        SeeStoryApi,
        ImportStoriesApi,
        MatchColumnsApi,
      ],
      providers: [
        { provide: ServiceRuntime, useValue: service },
        ...askingModuleParts.handlers,
        ...concernsModuleParts.handlers,
        ...careModuleParts.handlers,
        ...mediaModuleParts.handlers,
        ...feedbackHandlers,
        ...verificationModuleParts.handlers,
        ...quantificationModuleParts.handlers,
        ...overTimeModuleParts.handlers,
        ...togetherModuleParts.handlers,
        ...rightsOfTellers.providers,
        ...secondTextsModuleParts.handlers,
        TellStoryHandler,
        SendDraftHandler,
        SeeYourStoryHandler,
        BeginDraftHandler,
        KeepAnswerHandler,
        EndDraftHandler,
        WithdrawStoryHandler,
        NarrowConsentHandler,
        SeeStoriesHandler,
        MoveStoryHandler,
        ClearStoryHandler,
        HoldBackStoryHandler,
        SeeStoryHandler,
        BeginImportHandler,
        BringInHandler,
        SetCheckAsideHandler,
        MatchColumnsHandler,
      ],
    };
  }
}
