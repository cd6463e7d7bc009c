import { ChooseContactApi } from './use-cases/choose-contact/choose-contact.api.js';
import { ChooseContactHandler, StopContactHandler } from './use-cases/choose-contact/choose-contact.command.js';
import { ChooseContactPage } from './use-cases/choose-contact/choose-contact.page.js';
import { CloseFeedbackApi } from './use-cases/close-feedback/close-feedback.api.js';
import { CloseFeedbackHandler } from './use-cases/close-feedback/close-feedback.command.js';
import { CloseFeedbackPage } from './use-cases/close-feedback/close-feedback.page.js';
import { PostLetterPage } from './use-cases/post-letter/post-letter.page.js';
import { ReadByCodePage } from './use-cases/read-feedback/read-by-code.page.js';
import { ReadFeedbackApi } from './use-cases/read-feedback/read-feedback.api.js';
import { AnswerPanelHandler, SeeWhatWasSaidHandler } from './use-cases/read-feedback/read-feedback.command.js';
import { ReadForYouPage } from './use-cases/read-feedback/read-for-you.page.js';
import { SeeFeedbackApi } from './use-cases/see-feedback/see-feedback.api.js';
import { SeeFeedbackPage } from './use-cases/see-feedback/see-feedback.page.js';
import { SeeFeedbackHandler, SeeFeedbackProgressHandler } from './use-cases/see-feedback/see-feedback.query.js';
import { SendManyHandler } from './use-cases/see-feedback/send-many.command.js';
import { SeeOneFeedbackHandler } from './use-cases/write-feedback/see-one-feedback.query.js';
import { WriteFeedbackApi } from './use-cases/write-feedback/write-feedback.api.js';
import { WriteFeedbackHandler } from './use-cases/write-feedback/write-feedback.command.js';
import { WriteFeedbackPage } from './use-cases/write-feedback/write-feedback.page.js';

/** Doors of telling back, and who answers behind them. */
export const feedbackControllers = [
  SeeFeedbackPage,
  WriteFeedbackPage,
  CloseFeedbackPage,
  PostLetterPage,
  ReadByCodePage,
  ReadForYouPage,
  ChooseContactPage,
  SeeFeedbackApi,
  WriteFeedbackApi,
  CloseFeedbackApi,
  ReadFeedbackApi,
  ChooseContactApi,
];

export const feedbackHandlers = [
  SeeFeedbackHandler,
  SeeFeedbackProgressHandler,
  SendManyHandler,
  SeeOneFeedbackHandler,
  WriteFeedbackHandler,
  CloseFeedbackHandler,
  SeeWhatWasSaidHandler,
  AnswerPanelHandler,
  ChooseContactHandler,
  StopContactHandler,
];
