import { StillSoLettersApi } from './use-cases/ask-still-so/still-so-letters.api.js';
import { StillSoLettersPage } from './use-cases/ask-still-so/still-so-letters.page.js';
import { ActOnStillSoHandler } from './use-cases/ask-still-so/still-so.command.js';
import { YourStillSoApi } from './use-cases/ask-still-so/your-still-so.api.js';
import { YourStillSoPage } from './use-cases/ask-still-so/your-still-so.page.js';
import { ExportExtraAnswersApi } from './use-cases/export-extra-answers/export-extra-answers.api.js';
import { ExportExtraAnswersHandler } from './use-cases/export-extra-answers/export-extra-answers.query.js';
import { KeepWhoWasAskedApi } from './use-cases/keep-who-was-asked/keep-who-was-asked.api.js';
import {
  GiveFiguresHandler,
  SetAskingLimitHandler,
} from './use-cases/keep-who-was-asked/keep-who-was-asked.command.js';
import { KeepWhoWasAskedPage } from './use-cases/keep-who-was-asked/keep-who-was-asked.page.js';

/** What a programme asks beside a story, what it asks again later, and whom it asked. */
export const askingModuleParts = {
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
