import { concernRaisedV1 } from '#contracts/story-submission/concern-raised.v1.js';

import { concernEventTypes } from './domain/concern/concern.js';
import { keepStoriesBack } from './use-cases/keep-concerns/keep-story-back.js';
import { concernsModel } from './read-models/concerns/concerns.js';

/** Concerns that somebody may be in danger, for the service. */
export const concernsParts = {
  eventTypes: concernEventTypes,
  readModels: [concernsModel],
  speaks: [concernRaisedV1],
  reactions: [keepStoriesBack],
} as const;
