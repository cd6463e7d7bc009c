import { stillSoAnsweredV1 } from '#contracts/story-submission/still-so-answered.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { stillSoEventTypes } from '../domain/still-so/still-so.js';
import { whoWasAskedEventTypes } from '../domain/who-was-asked/who-was-asked.js';
import { stillSoModel } from '../read-models/still-so/still-so.js';
import { whoWasAskedModel } from '../read-models/who-was-asked/who-was-asked.js';
import { askStillSoInTime } from '../use-cases/ask-still-so/ask-in-time.js';
import { sendStillSoByMail } from '../use-cases/ask-still-so/send-still-so-by-mail.js';
import { StillSoLettersApi } from '../use-cases/ask-still-so/still-so-letters.api.js';
import { StillSoLettersPage } from '../use-cases/ask-still-so/still-so-letters.page.js';
import { ActOnStillSoHandler } from '../use-cases/ask-still-so/still-so.command.js';
import { YourStillSoApi } from '../use-cases/ask-still-so/your-still-so.api.js';
import { YourStillSoPage } from '../use-cases/ask-still-so/your-still-so.page.js';
import { ExportExtraAnswersApi } from '../use-cases/export-extra-answers/export-extra-answers.api.js';
import { ExportExtraAnswersHandler } from '../use-cases/export-extra-answers/export-extra-answers.query.js';
import { KeepWhoWasAskedApi } from '../use-cases/keep-who-was-asked/keep-who-was-asked.api.js';
import {
  GiveFiguresHandler,
  SetAskingLimitHandler,
} from '../use-cases/keep-who-was-asked/keep-who-was-asked.command.js';
import { KeepWhoWasAskedPage } from '../use-cases/keep-who-was-asked/keep-who-was-asked.page.js';

/** What a programme asks beside a story, what it asks again later, and whom it asked. */
export const asking: ServiceArea = {
  eventTypes: { ...stillSoEventTypes, ...whoWasAskedEventTypes },
  readModels: [stillSoModel, whoWasAskedModel],
  speaks: [stillSoAnsweredV1],
  reactions: [sendStillSoByMail],
  background: [askStillSoInTime],
  controllers: [
    ExportExtraAnswersApi,
    YourStillSoPage,
    YourStillSoApi,
    StillSoLettersPage,
    StillSoLettersApi,
    KeepWhoWasAskedPage,
    KeepWhoWasAskedApi,
  ],
  handlers: [ExportExtraAnswersHandler, ActOnStillSoHandler, GiveFiguresHandler, SetAskingLimitHandler],
};
