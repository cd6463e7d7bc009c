import { stillSoEventTypes } from './domain/still-so/still-so.js';
import { stillSoModel } from './read-models/still-so/still-so.js';
import { askStillSoInTime } from './use-cases/ask-still-so/ask-in-time.js';
import { sendStillSoByMail } from './use-cases/ask-still-so/send-still-so-by-mail.js';

/** Asking tellers who agreed, months later, whether it is still so: as the service takes it up. */
export const stillSoParts = {
  eventTypes: stillSoEventTypes,
  readModels: [stillSoModel],
  reactions: [sendStillSoByMail],
  background: [askStillSoInTime],
} as const;
