import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { feedbackAnsweredV1 } from '#contracts/story-submission/feedback-answered.v1.js';
import { feedbackChangedV1 } from '#contracts/story-submission/feedback-changed.v1.js';
import { feedbackPeriodChangedV1 } from '#contracts/story-submission/feedback-period-changed.v1.js';

import { contactEventTypes } from './domain/contact/contact.js';
import { feedbackEventTypes } from './domain/feedback/events.js';
import { feedbackPeriodEventTypes } from './domain/feedback/period.js';
import { draftFeedbackOfSitting } from './integration/from-panel-review/draft-feedback.js';
import { contactsModel } from './read-models/contacts/contacts.js';
import { feedbackModel } from './read-models/feedback/feedback.js';
import { judgeFeedbackOfPeriod } from './use-cases/draft-feedback/judge-period.js';
import { sendFeedbackByMail } from './use-cases/write-feedback/send-by-mail.js';

/** Telling back what panels said (method step 6), as the service takes it up. */
export const feedbackParts = {
  eventTypes: { ...feedbackEventTypes, ...feedbackPeriodEventTypes, ...contactEventTypes },
  readModels: [feedbackModel, contactsModel],
  listensTo: [sittingOpenedV1, sittingClosedV1],
  speaks: [feedbackChangedV1, feedbackAnsweredV1, feedbackPeriodChangedV1],
  reactions: [draftFeedbackOfSitting, judgeFeedbackOfPeriod, sendFeedbackByMail],
} as const;
