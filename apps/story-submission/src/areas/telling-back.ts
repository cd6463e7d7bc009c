import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { feedbackAnsweredV1 } from '#contracts/story-submission/feedback-answered.v1.js';
import { feedbackChangedV1 } from '#contracts/story-submission/feedback-changed.v1.js';
import { feedbackPeriodChangedV1 } from '#contracts/story-submission/feedback-period-changed.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { contactEventTypes } from '../domain/contact/contact.js';
import { feedbackEventTypes } from '../domain/feedback/events.js';
import { feedbackPeriodEventTypes } from '../domain/feedback/period.js';
import { draftFeedbackOfSitting } from '../integration/from-panel-review/draft-feedback.js';
import { contactsModel } from '../read-models/contacts/contacts.js';
import { feedbackModel } from '../read-models/feedback/feedback.js';
import { ChooseContactApi } from '../use-cases/choose-contact/choose-contact.api.js';
import { ChooseContactHandler, StopContactHandler } from '../use-cases/choose-contact/choose-contact.command.js';
import { ChooseContactPage } from '../use-cases/choose-contact/choose-contact.page.js';
import { CloseFeedbackApi } from '../use-cases/close-feedback/close-feedback.api.js';
import { CloseFeedbackHandler } from '../use-cases/close-feedback/close-feedback.command.js';
import { CloseFeedbackPage } from '../use-cases/close-feedback/close-feedback.page.js';
import { judgeFeedbackOfPeriod } from '../use-cases/draft-feedback/judge-period.js';
import { PostLetterPage } from '../use-cases/post-letter/post-letter.page.js';
import { ReadByCodePage } from '../use-cases/read-feedback/read-by-code.page.js';
import { ReadFeedbackApi } from '../use-cases/read-feedback/read-feedback.api.js';
import { SeeWhatWasSaidHandler, AnswerPanelHandler } from '../use-cases/read-feedback/read-feedback.command.js';
import { ReadForYouPage } from '../use-cases/read-feedback/read-for-you.page.js';
import { SeeFeedbackApi } from '../use-cases/see-feedback/see-feedback.api.js';
import { SeeFeedbackPage } from '../use-cases/see-feedback/see-feedback.page.js';
import { SeeFeedbackHandler, SeeFeedbackProgressHandler } from '../use-cases/see-feedback/see-feedback.query.js';
import { SendManyHandler } from '../use-cases/see-feedback/send-many.command.js';
import { SeeOneFeedbackHandler } from '../use-cases/write-feedback/see-one-feedback.query.js';
import { sendFeedbackByMail } from '../use-cases/write-feedback/send-by-mail.js';
import { WriteFeedbackApi } from '../use-cases/write-feedback/write-feedback.api.js';
import { WriteFeedbackHandler } from '../use-cases/write-feedback/write-feedback.command.js';
import { WriteFeedbackPage } from '../use-cases/write-feedback/write-feedback.page.js';

/** Telling back what panels said (method step 6). */
export const tellingBack: ServiceArea = {
  eventTypes: { ...feedbackEventTypes, ...feedbackPeriodEventTypes, ...contactEventTypes },
  readModels: [feedbackModel, contactsModel],
  listensTo: [sittingOpenedV1, sittingClosedV1],
  speaks: [feedbackChangedV1, feedbackAnsweredV1, feedbackPeriodChangedV1],
  reactions: [draftFeedbackOfSitting, judgeFeedbackOfPeriod, sendFeedbackByMail],
  controllers: [
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
  ],
  handlers: [
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
  ],
};
