import { concernRaisedV1 } from '#contracts/story-submission/concern-raised.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { concernEventTypes } from '../domain/concern/concern.js';
import { concernsModel } from '../read-models/concerns/concerns.js';
import { KeepConcernsApi } from '../use-cases/keep-concerns/keep-concerns.api.js';
import {
  RaiseConcernHandler,
  TakeConcernHandler,
  CloseConcernHandler,
} from '../use-cases/keep-concerns/keep-concerns.command.js';
import { keepStoriesBack, LetStoryGoHandler } from '../use-cases/keep-concerns/keep-story-back.js';
import { RaiseConcernPage } from '../use-cases/keep-concerns/raise-concern.page.js';
import { SeeConcernsPage } from '../use-cases/keep-concerns/see-concerns.page.js';
import { WorriesMeApi } from '../use-cases/keep-concerns/worries-me.api.js';
import { WorriesMePage } from '../use-cases/keep-concerns/worries-me.page.js';

/** Concerns that somebody may be in danger. */
export const concerns: ServiceArea = {
  eventTypes: concernEventTypes,
  readModels: [concernsModel],
  speaks: [concernRaisedV1],
  reactions: [keepStoriesBack],
  controllers: [KeepConcernsApi, RaiseConcernPage, SeeConcernsPage, WorriesMePage, WorriesMeApi],
  handlers: [RaiseConcernHandler, TakeConcernHandler, CloseConcernHandler, LetStoryGoHandler],
};
