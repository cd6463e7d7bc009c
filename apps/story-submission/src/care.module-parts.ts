import { HoldByLawApi } from './use-cases/hold-by-law/hold-by-law.api.js';
import { EndLegalHoldHandler, PlaceLegalHoldHandler } from './use-cases/hold-by-law/hold-by-law.command.js';
import { HoldByLawPage } from './use-cases/hold-by-law/hold-by-law.page.js';
import { KeepNoLongerApi } from './use-cases/keep-no-longer/keep-no-longer.api.js';
import { ConfirmRetentionHandler, ProposeRetentionHandler } from './use-cases/keep-no-longer/keep-no-longer.command.js';
import { KeepNoLongerPage } from './use-cases/keep-no-longer/keep-no-longer.page.js';
import { GoOnNowApi } from './use-cases/wait-before-panels/go-on-now.api.js';
import { GoOnNowHandler } from './use-cases/wait-before-panels/go-on-now.command.js';
import { GoOnNowPage } from './use-cases/wait-before-panels/go-on-now.page.js';

/** What a story waits for before panels, and how long it is kept: for the module. */
export const careModuleParts = {
  controllers: [GoOnNowPage, GoOnNowApi, HoldByLawPage, HoldByLawApi, KeepNoLongerPage, KeepNoLongerApi],
  handlers: [
    GoOnNowHandler,
    PlaceLegalHoldHandler,
    EndLegalHoldHandler,
    ProposeRetentionHandler,
    ConfirmRetentionHandler,
  ],
} as const;
