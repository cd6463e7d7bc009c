import type { ServiceArea } from '#service-kit/service-area.js';

import { retentionEventTypes } from '../domain/retention/retention.js';
import { retentionRunsModel } from '../read-models/retention-runs/retention-runs.js';
import { HoldByLawApi } from '../use-cases/hold-by-law/hold-by-law.api.js';
import { PlaceLegalHoldHandler, EndLegalHoldHandler } from '../use-cases/hold-by-law/hold-by-law.command.js';
import { HoldByLawPage } from '../use-cases/hold-by-law/hold-by-law.page.js';
import { eraseByRetention } from '../use-cases/keep-no-longer/erase-by-retention.js';
import { KeepNoLongerApi } from '../use-cases/keep-no-longer/keep-no-longer.api.js';
import {
  ProposeRetentionHandler,
  ConfirmRetentionHandler,
} from '../use-cases/keep-no-longer/keep-no-longer.command.js';
import { KeepNoLongerPage } from '../use-cases/keep-no-longer/keep-no-longer.page.js';
import { endWaitingInTime } from '../use-cases/wait-before-panels/end-waiting-in-time.js';
import { GoOnNowApi } from '../use-cases/wait-before-panels/go-on-now.api.js';
import { GoOnNowHandler } from '../use-cases/wait-before-panels/go-on-now.command.js';
import { GoOnNowPage } from '../use-cases/wait-before-panels/go-on-now.page.js';

/** What a story waits for before panels, and how long it is kept. */
export const keeping: ServiceArea = {
  eventTypes: retentionEventTypes,
  readModels: [retentionRunsModel],
  reactions: [eraseByRetention],
  background: [endWaitingInTime],
  controllers: [GoOnNowPage, GoOnNowApi, HoldByLawPage, HoldByLawApi, KeepNoLongerPage, KeepNoLongerApi],
  handlers: [
    GoOnNowHandler,
    PlaceLegalHoldHandler,
    EndLegalHoldHandler,
    ProposeRetentionHandler,
    ConfirmRetentionHandler,
  ],
};
