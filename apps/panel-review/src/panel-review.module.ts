import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { CastBallotApi } from './use-cases/cast-ballot/cast-ballot.api.js';
import { CastBallotHandler } from './use-cases/cast-ballot/cast-ballot.command.js';
import { CloseRoundApi } from './use-cases/close-round/close-round.api.js';
import { CloseRoundHandler } from './use-cases/close-round/close-round.command.js';
import { CloseSittingApi } from './use-cases/close-sitting/close-sitting.api.js';
import { CloseSittingHandler } from './use-cases/close-sitting/close-sitting.command.js';
import { ConvenePanelApi } from './use-cases/convene-panel/convene-panel.api.js';
import { ConvenePanelHandler } from './use-cases/convene-panel/convene-panel.command.js';
import { DeclareConflictApi } from './use-cases/declare-conflict/declare-conflict.api.js';
import { DeclareConflictHandler } from './use-cases/declare-conflict/declare-conflict.command.js';
import { HoldOverStoryApi } from './use-cases/hold-over-story/hold-over-story.api.js';
import { HoldOverStoryHandler } from './use-cases/hold-over-story/hold-over-story.command.js';
import { KeepDissentApi } from './use-cases/keep-dissent/keep-dissent.api.js';
import { KeepDissentHandler } from './use-cases/keep-dissent/keep-dissent.command.js';
import { OpenRoundApi } from './use-cases/open-round/open-round.api.js';
import { OpenRoundHandler } from './use-cases/open-round/open-round.command.js';
import { OpenSittingApi } from './use-cases/open-sitting/open-sitting.api.js';
import { OpenSittingHandler } from './use-cases/open-sitting/open-sitting.command.js';
import { ReadAloudHandler } from './use-cases/read-aloud/read-aloud.command.js';
import { ReadStoryApi } from './use-cases/read-story/read-story.api.js';
import { ReadStoryHandler } from './use-cases/read-story/read-story.command.js';
import { ReceiveFromElsewhereApi } from './use-cases/receive-from-elsewhere/receive-from-elsewhere.api.js';
import { ReceiveFromElsewhereHandler } from './use-cases/receive-from-elsewhere/receive-from-elsewhere.command.js';
import { ReceiveStoriesApi } from './use-cases/receive-stories/receive-stories.api.js';
import { ReceiveStoriesHandler } from './use-cases/receive-stories/receive-stories.command.js';
import { RecordOutcomeApi } from './use-cases/record-outcome/record-outcome.api.js';
import { RecordOutcomeHandler } from './use-cases/record-outcome/record-outcome.command.js';
import { SeeRoundApi } from './use-cases/see-round/see-round.api.js';
import { SeeRoundHandler } from './use-cases/see-round/see-round.query.js';
import { SeeSittingApi } from './use-cases/see-sitting/see-sitting.api.js';
import { SeeSittingsApi } from './use-cases/see-sittings/see-sittings.api.js';
import { SeeSittingsHandler } from './use-cases/see-sittings/see-sittings.query.js';
import { SeeStoryApi } from './use-cases/see-story/see-story.api.js';
import { SeeStoryHandler } from './use-cases/see-story/see-story.query.js';
import { SeeTallyFileApi } from './use-cases/see-tally-file/see-tally-file.api.js';
import { SkipStoryApi } from './use-cases/skip-story/skip-story.api.js';
import { SkipStoryHandler } from './use-cases/skip-story/skip-story.command.js';
import { WriteLessonLineApi } from './use-cases/write-lesson-line/write-lesson-line.api.js';
import { WriteLessonLineHandler } from './use-cases/write-lesson-line/write-lesson-line.command.js';

const apis = [
  CastBallotApi,
  CloseRoundApi,
  CloseSittingApi,
  ConvenePanelApi,
  DeclareConflictApi,
  HoldOverStoryApi,
  KeepDissentApi,
  OpenRoundApi,
  OpenSittingApi,
  ReadStoryApi,
  ReceiveFromElsewhereApi,
  ReceiveStoriesApi,
  RecordOutcomeApi,
  SeeRoundApi,
  SeeSittingApi,
  SeeSittingsApi,
  SeeStoryApi,
  SeeTallyFileApi,
  SkipStoryApi,
  WriteLessonLineApi,
];

const handlers = [
  CastBallotHandler,
  CloseRoundHandler,
  CloseSittingHandler,
  ConvenePanelHandler,
  DeclareConflictHandler,
  HoldOverStoryHandler,
  KeepDissentHandler,
  OpenRoundHandler,
  OpenSittingHandler,
  ReadAloudHandler,
  ReadStoryHandler,
  ReceiveFromElsewhereHandler,
  ReceiveStoriesHandler,
  RecordOutcomeHandler,
  SeeRoundHandler,
  SeeSittingsHandler,
  SeeStoryHandler,
  SkipStoryHandler,
  WriteLessonLineHandler,
];

@Module({})
export class PanelReviewModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: PanelReviewModule,
      controllers: apis,
      providers: [{ provide: ServiceRuntime, useValue: service }, ...handlers],
    };
  }
}
