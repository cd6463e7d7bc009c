import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { ImportStoriesApi } from './use-cases/import-stories/import-stories.api.js';
import { BeginDraftHandler } from './use-cases/keep-draft/begin-draft.command.js';
import { EndDraftHandler } from './use-cases/keep-draft/end-draft.command.js';
import { KeepAnswerHandler } from './use-cases/keep-draft/keep-answer.command.js';
import { NarrowConsentHandler } from './use-cases/narrow-consent/narrow-consent.command.js';
import { SeeStoriesApi } from './use-cases/see-stories/see-stories.api.js';
import { SeeStoriesHandler } from './use-cases/see-stories/see-stories.query.js';
import { TellStoryApi } from './use-cases/tell-story/tell-story.api.js';
import { TellStoryHandler } from './use-cases/tell-story/tell-story.command.js';
import { WithdrawStoryApi } from './use-cases/withdraw-story/withdraw-story.api.js';
import { WithdrawStoryHandler } from './use-cases/withdraw-story/withdraw-story.command.js';

@Module({})
export class StorySubmissionModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: StorySubmissionModule,
      controllers: [TellStoryApi, WithdrawStoryApi, SeeStoriesApi, ImportStoriesApi],
      providers: [
        { provide: ServiceRuntime, useValue: service },
        TellStoryHandler,
        BeginDraftHandler,
        KeepAnswerHandler,
        EndDraftHandler,
        WithdrawStoryHandler,
        NarrowConsentHandler,
        SeeStoriesHandler,
      ],
    };
  }
}
