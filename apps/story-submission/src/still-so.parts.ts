import { stillSoAnsweredV1 } from '#contracts/story-submission/still-so-answered.v1.js';

import { stillSoEventTypes } from './domain/still-so/still-so.js';
import { whoWasAskedEventTypes } from './domain/who-was-asked/who-was-asked.js';
import { stillSoModel } from './read-models/still-so/still-so.js';
import { whoWasAskedModel } from './read-models/who-was-asked/who-was-asked.js';
import { askStillSoInTime } from './use-cases/ask-still-so/ask-in-time.js';
import { sendStillSoByMail } from './use-cases/ask-still-so/send-still-so-by-mail.js';

/** Asking tellers who agreed, months later, whether it is still so, and whom a period asked: as the service takes it up. */
export const stillSoParts = {
  eventTypes: { ...stillSoEventTypes, ...whoWasAskedEventTypes },
  readModels: [stillSoModel, whoWasAskedModel],
  speaks: [stillSoAnsweredV1],
  reactions: [sendStillSoByMail],
  background: [askStillSoInTime],
} as const;
