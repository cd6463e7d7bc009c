import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { CastBallotApi } from './use-cases/cast-ballot/cast-ballot.api.js';
import { CastBallotHandler } from './use-cases/cast-ballot/cast-ballot.command.js';
import { CastBallotPage } from './use-cases/cast-ballot/cast-ballot.page.js';
import { CastSecretBallotHandler } from './use-cases/cast-ballot/cast-secret-ballot.command.js';
import { CloseRoundApi } from './use-cases/close-round/close-round.api.js';
import { CloseRoundHandler } from './use-cases/close-round/close-round.command.js';
import { CloseRoundPage } from './use-cases/close-round/close-round.page.js';
import { CloseSittingApi } from './use-cases/close-sitting/close-sitting.api.js';
import { CloseSittingHandler } from './use-cases/close-sitting/close-sitting.command.js';
import { CloseSittingPage } from './use-cases/close-sitting/close-sitting.page.js';
import { ComparePanelsApi } from './use-cases/compare-panels/compare-panels.api.js';
import { ComparePanelsPage } from './use-cases/compare-panels/compare-panels.page.js';
import { ChooseTextPage } from './use-cases/choose-text/choose-text.page.js';
import { CouldNotReadApi } from './use-cases/could-not-read/could-not-read.api.js';
import { CouldNotReadHandler } from './use-cases/could-not-read/could-not-read.command.js';
import { CouldNotReadPage } from './use-cases/could-not-read/could-not-read.page.js';
import { ConvenePanelApi } from './use-cases/convene-panel/convene-panel.api.js';
import { ConvenePanelHandler } from './use-cases/convene-panel/convene-panel.command.js';
import { ConvenePanelPage } from './use-cases/convene-panel/convene-panel.page.js';
import { DeclareConflictApi } from './use-cases/declare-conflict/declare-conflict.api.js';
import { DeclareConflictHandler } from './use-cases/declare-conflict/declare-conflict.command.js';
import { DeclareConflictPage } from './use-cases/declare-conflict/declare-conflict.page.js';
import { HoldAgainApi } from './use-cases/hold-again/hold-again.api.js';
import { HoldAgainHandler } from './use-cases/hold-again/hold-again.command.js';
import { HoldAgainPage } from './use-cases/hold-again/hold-again.page.js';
import { HoldOverStoryApi } from './use-cases/hold-over-story/hold-over-story.api.js';
import { HoldOverStoryHandler } from './use-cases/hold-over-story/hold-over-story.command.js';
import { HoldOverStoryPage } from './use-cases/hold-over-story/hold-over-story.page.js';
import { KeepDissentApi } from './use-cases/keep-dissent/keep-dissent.api.js';
import { KeepDissentHandler } from './use-cases/keep-dissent/keep-dissent.command.js';
import { KeepDissentPage } from './use-cases/keep-dissent/keep-dissent.page.js';
import { LeaveSittingApi } from './use-cases/leave-sitting/leave-sitting.api.js';
import { LeaveSittingHandler } from './use-cases/leave-sitting/leave-sitting.command.js';
import { LeaveSittingPage } from './use-cases/leave-sitting/leave-sitting.page.js';
import { MoveAnswerByApi } from './use-cases/move-answer-by/move-answer-by.api.js';
import { MoveAnswerByHandler } from './use-cases/move-answer-by/move-answer-by.command.js';
import { MoveAnswerByPage } from './use-cases/move-answer-by/move-answer-by.page.js';
import { OpenPlenaryApi } from './use-cases/open-plenary/open-plenary.api.js';
import { OpenPlenaryHandler } from './use-cases/open-plenary/open-plenary.command.js';
import { OpenPlenaryPage } from './use-cases/open-plenary/open-plenary.page.js';
import { OpenRoundApi } from './use-cases/open-round/open-round.api.js';
import { OpenRoundHandler } from './use-cases/open-round/open-round.command.js';
import { OpenRoundPage } from './use-cases/open-round/open-round.page.js';
import { ProposeOutcomePage } from './use-cases/open-round/propose-outcome.page.js';
import { OpenSittingApi } from './use-cases/open-sitting/open-sitting.api.js';
import { OpenSittingHandler } from './use-cases/open-sitting/open-sitting.command.js';
import { OpenSittingPage } from './use-cases/open-sitting/open-sitting.page.js';
import { AskForDebriefHandler } from './use-cases/ask-for-debrief/ask-for-debrief.command.js';
import { AskForDebriefPage } from './use-cases/ask-for-debrief/ask-for-debrief.page.js';
import { DebriefsApi } from './use-cases/see-debriefs/see-debriefs.api.js';
import { SeeDebriefsPage } from './use-cases/see-debriefs/see-debriefs.page.js';
import { SeeToDebriefHandler } from './use-cases/see-debriefs/see-to-debrief.command.js';
import { CallBackHandler } from './use-cases/own-words/call-back.command.js';
import { CallBackPage } from './use-cases/own-words/call-back.page.js';
import { ChooseReachHandler } from './use-cases/own-words/choose-reach.command.js';
import { ChooseReachPage } from './use-cases/own-words/choose-reach.page.js';
import { OwnWordsApi } from './use-cases/own-words/own-words.api.js';
import { OwnWordsPage } from './use-cases/own-words/own-words.page.js';
import { OwnReadingApi } from './use-cases/own-reading/own-reading.api.js';
import { OwnReadingPage } from './use-cases/own-reading/own-reading.page.js';
import { SayOwnReadingHandler } from './use-cases/own-reading/say-own-reading.command.js';
import { PrepareSittingApi } from './use-cases/prepare-sitting/prepare-sitting.api.js';
import { PrepareSittingPage } from './use-cases/prepare-sitting/prepare-sitting.page.js';
import { SettleLanguageHandler } from './use-cases/prepare-sitting/settle-language.command.js';
import { ReadAloudHandler } from './use-cases/read-aloud/read-aloud.command.js';
import { ReadAloudPage, ReadPrintedPage } from './use-cases/read-aloud/read-aloud.page.js';
import { ReadStoryApi } from './use-cases/read-story/read-story.api.js';
import { ReadStoryHandler } from './use-cases/read-story/read-story.command.js';
import { ReadStoryPage } from './use-cases/read-story/read-story.page.js';
import { ReceiveFromElsewhereApi } from './use-cases/receive-from-elsewhere/receive-from-elsewhere.api.js';
import { ReceiveFromElsewhereHandler } from './use-cases/receive-from-elsewhere/receive-from-elsewhere.command.js';
import { ReceiveFromElsewherePage } from './use-cases/receive-from-elsewhere/receive-from-elsewhere.page.js';
import { ReceiveStoriesApi } from './use-cases/receive-stories/receive-stories.api.js';
import { ReceiveStoriesHandler } from './use-cases/receive-stories/receive-stories.command.js';
import { ReceiveStoriesPage } from './use-cases/receive-stories/receive-stories.page.js';
import { RecordOutcomeApi } from './use-cases/record-outcome/record-outcome.api.js';
import { RecordOutcomeHandler } from './use-cases/record-outcome/record-outcome.command.js';
import { RecordOutcomePage } from './use-cases/record-outcome/record-outcome.page.js';
import { ArrangeMeetingApi } from './use-cases/arrange-meeting/arrange-meeting.api.js';
import { ArrangeMeetingHandler } from './use-cases/arrange-meeting/arrange-meeting.command.js';
import { ArrangeMeetingPage } from './use-cases/arrange-meeting/arrange-meeting.page.js';
import { FlipChartsApi } from './use-cases/keep-flip-chart/flip-charts.api.js';
import { FlipChartsPage } from './use-cases/keep-flip-chart/flip-charts.page.js';
import { KeepFlipChartHandler, TakeFlipChartAwayHandler } from './use-cases/keep-flip-chart/keep-flip-chart.command.js';
import { HoursApi } from './use-cases/keep-hours/hours.api.js';
import { KeepHoursHandler, PayHandler } from './use-cases/keep-hours/keep-hours.command.js';
import { KeepHoursPage } from './use-cases/keep-hours/keep-hours.page.js';
import { OwnHoursPage } from './use-cases/keep-hours/own-hours.page.js';
import { PayHoursPage } from './use-cases/keep-hours/pay-hours.page.js';
import { OwnNeedsApi } from './use-cases/own-needs/own-needs.api.js';
import { OwnNeedsPage } from './use-cases/own-needs/own-needs.page.js';
import { SayOwnNeedsHandler } from './use-cases/own-needs/say-own-needs.command.js';
import { RecordWhoCameApi } from './use-cases/record-who-came/record-who-came.api.js';
import { RecordWhoCameHandler } from './use-cases/record-who-came/record-who-came.command.js';
import { RecordWhoCamePage } from './use-cases/record-who-came/record-who-came.page.js';
import { RecordSlipHandler } from './use-cases/record-slips/record-slip.command.js';
import { RecordSlipPage } from './use-cases/record-slips/record-slip.page.js';
import { SlipsApi } from './use-cases/record-slips/slips.api.js';
import { SlipsPage } from './use-cases/record-slips/slips.page.js';
import { SetRemindersApi } from './use-cases/remind/set-reminders.api.js';
import { SetRemindersHandler } from './use-cases/remind/set-reminders.command.js';
import { SetRemindersPage } from './use-cases/remind/set-reminders.page.js';
import { SeeMinutesApi } from './use-cases/see-minutes/see-minutes.api.js';
import { SeeMinutesPage } from './use-cases/see-minutes/see-minutes.page.js';
import { SeePanelsPage } from './use-cases/see-panels/see-panels.page.js';
import { SeeRoundApi } from './use-cases/see-round/see-round.api.js';
import { SeeRoundPage } from './use-cases/see-round/see-round.page.js';
import { SeeRoundHandler } from './use-cases/see-round/see-round.query.js';
import { SeeSittingApi } from './use-cases/see-sitting/see-sitting.api.js';
import { SeeSittingPage } from './use-cases/see-sitting/see-sitting.page.js';
import { SeeSittingsApi } from './use-cases/see-sittings/see-sittings.api.js';
import { SeeSittingsPage } from './use-cases/see-sittings/see-sittings.page.js';
import { SeeSittingsHandler } from './use-cases/see-sittings/see-sittings.query.js';
import { SeeStoryApi } from './use-cases/see-story/see-story.api.js';
import { SeeStoryHandler } from './use-cases/see-story/see-story.query.js';
import { SeeTallyFileApi } from './use-cases/see-tally-file/see-tally-file.api.js';
import { SkipStoryApi } from './use-cases/skip-story/skip-story.api.js';
import { SkipStoryHandler } from './use-cases/skip-story/skip-story.command.js';
import { SkipStoryPage } from './use-cases/skip-story/skip-story.page.js';
import { HideRemarkHandler } from './use-cases/talk/hide-remark.command.js';
import { HideRemarkPage } from './use-cases/talk/hide-remark.page.js';
import { MakeRemarkHandler } from './use-cases/talk/make-remark.command.js';
import { TalkApi } from './use-cases/talk/talk.api.js';
import { TalkPage } from './use-cases/talk/talk.page.js';
import { WriteLessonLinesApi } from './use-cases/write-lesson-lines/write-lesson-lines.api.js';
import { WriteLessonLinesHandler } from './use-cases/write-lesson-lines/write-lesson-lines.command.js';
import { WriteLessonLinesPage } from './use-cases/write-lesson-lines/write-lesson-lines.page.js';

const apis = [
  ArrangeMeetingApi,
  FlipChartsApi,
  HoursApi,
  OwnNeedsApi,
  CastBallotApi,
  CloseRoundApi,
  CloseSittingApi,
  ComparePanelsApi,
  ConvenePanelApi,
  DeclareConflictApi,
  HoldAgainApi,
  HoldOverStoryApi,
  KeepDissentApi,
  LeaveSittingApi,
  MoveAnswerByApi,
  OpenPlenaryApi,
  OpenRoundApi,
  OpenSittingApi,
  CouldNotReadApi,
  DebriefsApi,
  OwnReadingApi,
  OwnWordsApi,
  PrepareSittingApi,
  ReadStoryApi,
  ReceiveFromElsewhereApi,
  ReceiveStoriesApi,
  RecordOutcomeApi,
  RecordWhoCameApi,
  SeeMinutesApi,
  SeeRoundApi,
  SeeSittingApi,
  SeeSittingsApi,
  SeeStoryApi,
  SeeTallyFileApi,
  SetRemindersApi,
  SkipStoryApi,
  SlipsApi,
  TalkApi,
  WriteLessonLinesApi,
];

const pages = [
  ArrangeMeetingPage,
  FlipChartsPage,
  KeepHoursPage,
  OwnHoursPage,
  OwnNeedsPage,
  PayHoursPage,
  CastBallotPage,
  CloseRoundPage,
  CloseSittingPage,
  ComparePanelsPage,
  ConvenePanelPage,
  DeclareConflictPage,
  HoldAgainPage,
  HoldOverStoryPage,
  KeepDissentPage,
  LeaveSittingPage,
  MoveAnswerByPage,
  OpenPlenaryPage,
  OpenRoundPage,
  OpenSittingPage,
  CallBackPage,
  ChooseReachPage,
  AskForDebriefPage,
  CouldNotReadPage,
  ChooseTextPage,
  SeeDebriefsPage,
  OwnReadingPage,
  OwnWordsPage,
  PrepareSittingPage,
  ProposeOutcomePage,
  ReadAloudPage,
  ReadPrintedPage,
  ReadStoryPage,
  ReceiveFromElsewherePage,
  ReceiveStoriesPage,
  RecordOutcomePage,
  RecordSlipPage,
  RecordWhoCamePage,
  SeeMinutesPage,
  SeePanelsPage,
  SeeRoundPage,
  SeeSittingPage,
  SeeSittingsPage,
  SetRemindersPage,
  SkipStoryPage,
  SlipsPage,
  HideRemarkPage,
  TalkPage,
  WriteLessonLinesPage,
];

const handlers = [
  ArrangeMeetingHandler,
  KeepFlipChartHandler,
  TakeFlipChartAwayHandler,
  KeepHoursHandler,
  PayHandler,
  SayOwnNeedsHandler,
  CastBallotHandler,
  CastSecretBallotHandler,
  CloseRoundHandler,
  CloseSittingHandler,
  ConvenePanelHandler,
  DeclareConflictHandler,
  HoldAgainHandler,
  HoldOverStoryHandler,
  KeepDissentHandler,
  LeaveSittingHandler,
  MoveAnswerByHandler,
  OpenPlenaryHandler,
  OpenRoundHandler,
  OpenSittingHandler,
  AskForDebriefHandler,
  CallBackHandler,
  ChooseReachHandler,
  SeeToDebriefHandler,
  CouldNotReadHandler,
  SayOwnReadingHandler,
  SettleLanguageHandler,
  ReadAloudHandler,
  ReadStoryHandler,
  ReceiveFromElsewhereHandler,
  ReceiveStoriesHandler,
  RecordOutcomeHandler,
  RecordSlipHandler,
  RecordWhoCameHandler,
  SeeRoundHandler,
  SeeSittingsHandler,
  SeeStoryHandler,
  SetRemindersHandler,
  SkipStoryHandler,
  HideRemarkHandler,
  MakeRemarkHandler,
  WriteLessonLinesHandler,
];

@Module({})
export class PanelReviewModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: PanelReviewModule,
      controllers: [...apis, ...pages],
      providers: [{ provide: ServiceRuntime, useValue: service }, ...handlers],
    };
  }
}
