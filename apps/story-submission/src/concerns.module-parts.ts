import { KeepConcernsApi } from './use-cases/keep-concerns/keep-concerns.api.js';
import {
  CloseConcernHandler,
  RaiseConcernHandler,
  TakeConcernHandler,
} from './use-cases/keep-concerns/keep-concerns.command.js';
import { RaiseConcernPage } from './use-cases/keep-concerns/raise-concern.page.js';
import { SeeConcernsPage } from './use-cases/keep-concerns/see-concerns.page.js';

/** Concerns that somebody may be in danger, for the module. */
export const concernsModuleParts = {
  controllers: [KeepConcernsApi, RaiseConcernPage, SeeConcernsPage],
  handlers: [RaiseConcernHandler, TakeConcernHandler, CloseConcernHandler],
} as const;
