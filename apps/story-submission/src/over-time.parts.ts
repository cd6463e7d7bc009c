import { deathEventTypes } from './domain/death/death.js';
import { overTimeEventTypes } from './domain/over-time/events.js';
import { deathsModel } from './read-models/deaths/deaths.js';
import { overTimeModel } from './read-models/over-time/over-time.js';
import { closeFeedbackOfDead, takeUpDeaths } from './use-cases/record-death/take-up-death.js';
import { renewConsentInTime } from './use-cases/renew-consent/renew-in-time.js';
import { sendRenewalByMail } from './use-cases/renew-consent/send-renewal-by-mail.js';
import { sendCodeByMail } from './use-cases/replace-code/send-code-by-mail.js';

/** Consent over time: asking again, lost codes, wishes, and what follows a death, as the service takes it up. */
export const overTimeParts = {
  eventTypes: { ...overTimeEventTypes, ...deathEventTypes },
  readModels: [overTimeModel, deathsModel],
  reactions: [sendRenewalByMail, sendCodeByMail, takeUpDeaths, closeFeedbackOfDead],
  background: [renewConsentInTime],
} as const;
