import { KeepConcernsApi } from './use-cases/keep-concerns/keep-concerns.api.js';
import {
  CloseConcernHandler,
  RaiseConcernHandler,
  TakeConcernHandler,
} from './use-cases/keep-concerns/keep-concerns.command.js';
import { LetStoryGoHandler } from './use-cases/keep-concerns/keep-story-back.js';
import { RaiseConcernPage } from './use-cases/keep-concerns/raise-concern.page.js';
import { SeeConcernsPage } from './use-cases/keep-concerns/see-concerns.page.js';
import { WorriesMeApi } from './use-cases/keep-concerns/worries-me.api.js';
import { WorriesMePage } from './use-cases/keep-concerns/worries-me.page.js';

/** Concerns that somebody may be in danger, for the module. */
export const concernsModuleParts = {
  controllers: [KeepConcernsApi, RaiseConcernPage, SeeConcernsPage, WorriesMePage, WorriesMeApi],
  handlers: [RaiseConcernHandler, TakeConcernHandler, CloseConcernHandler, LetStoryGoHandler],
} as const;
