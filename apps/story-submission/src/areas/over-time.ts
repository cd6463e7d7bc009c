import type { ServiceArea } from '#service-kit/service-area.js';

import { deathEventTypes } from '../domain/death/death.js';
import { overTimeEventTypes } from '../domain/over-time/events.js';
import { deathsModel } from '../read-models/deaths/deaths.js';
import { overTimeModel } from '../read-models/over-time/over-time.js';
import { ChooseWishesHandler } from '../use-cases/choose-wishes/choose-wishes.command.js';
import { YourWishesApi } from '../use-cases/choose-wishes/your-wishes.api.js';
import { YourWishesPage } from '../use-cases/choose-wishes/your-wishes.page.js';
import { DecideAfterDeathHandler } from '../use-cases/record-death/decide-after-death.command.js';
import { DecideForSomeonePage } from '../use-cases/record-death/decide-for-someone.page.js';
import { RecordDeathApi } from '../use-cases/record-death/record-death.api.js';
import { RecordDeathHandler } from '../use-cases/record-death/record-death.command.js';
import { RecordDeathPage } from '../use-cases/record-death/record-death.page.js';
import { takeUpDeaths, closeFeedbackOfDead } from '../use-cases/record-death/take-up-death.js';
import { RenewConsentApi } from '../use-cases/renew-consent/renew-consent.api.js';
import { AnswerRenewalHandler, PostRenewalHandler } from '../use-cases/renew-consent/renew-consent.command.js';
import { renewConsentInTime } from '../use-cases/renew-consent/renew-in-time.js';
import { RenewalsPage } from '../use-cases/renew-consent/renewals.page.js';
import { sendRenewalByMail } from '../use-cases/renew-consent/send-renewal-by-mail.js';
import { YourConsentAgainPage } from '../use-cases/renew-consent/your-consent-again.page.js';
import { LostCodePage } from '../use-cases/replace-code/lost-code.page.js';
import { ReplaceCodeApi } from '../use-cases/replace-code/replace-code.api.js';
import { ReplaceCodeHandler } from '../use-cases/replace-code/replace-code.command.js';
import { ReplaceCodePage } from '../use-cases/replace-code/replace-code.page.js';
import { sendCodeByMail } from '../use-cases/replace-code/send-code-by-mail.js';

/** Consent over time: asking again, lost codes, wishes, and what follows a death. */
export const overTime: ServiceArea = {
  eventTypes: { ...overTimeEventTypes, ...deathEventTypes },
  readModels: [overTimeModel, deathsModel],
  reactions: [sendRenewalByMail, sendCodeByMail, takeUpDeaths, closeFeedbackOfDead],
  background: [renewConsentInTime],
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
};
