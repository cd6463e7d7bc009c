import { ChooseWishesHandler } from './use-cases/choose-wishes/choose-wishes.command.js';
import { YourWishesApi } from './use-cases/choose-wishes/your-wishes.api.js';
import { YourWishesPage } from './use-cases/choose-wishes/your-wishes.page.js';
import { DecideAfterDeathHandler } from './use-cases/record-death/decide-after-death.command.js';
import { DecideForSomeonePage } from './use-cases/record-death/decide-for-someone.page.js';
import { RecordDeathApi } from './use-cases/record-death/record-death.api.js';
import { RecordDeathHandler } from './use-cases/record-death/record-death.command.js';
import { RecordDeathPage } from './use-cases/record-death/record-death.page.js';
import { AnswerRenewalHandler, PostRenewalHandler } from './use-cases/renew-consent/renew-consent.command.js';
import { RenewConsentApi } from './use-cases/renew-consent/renew-consent.api.js';
import { RenewalsPage } from './use-cases/renew-consent/renewals.page.js';
import { YourConsentAgainPage } from './use-cases/renew-consent/your-consent-again.page.js';
import { LostCodePage } from './use-cases/replace-code/lost-code.page.js';
import { ReplaceCodeApi } from './use-cases/replace-code/replace-code.api.js';
import { ReplaceCodeHandler } from './use-cases/replace-code/replace-code.command.js';
import { ReplaceCodePage } from './use-cases/replace-code/replace-code.page.js';

/** Consent over time, for the module. */
export const overTimeModuleParts = {
  controllers: [
    YourWishesPage,
    YourWishesApi,
    YourConsentAgainPage,
    RenewalsPage,
    RenewConsentApi,
    LostCodePage,
    ReplaceCodePage,
    ReplaceCodeApi,
    RecordDeathPage,
    RecordDeathApi,
    DecideForSomeonePage,
  ],
  handlers: [
    ChooseWishesHandler,
    AnswerRenewalHandler,
    PostRenewalHandler,
    ReplaceCodeHandler,
    RecordDeathHandler,
    DecideAfterDeathHandler,
  ],
} as const;
