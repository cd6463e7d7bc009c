import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';

import { creditEventTypes } from './domain/credit/credits.js';
import { contributorsModel } from './read-models/contributors/contributors.js';
import { creditsModel } from './read-models/credits/credits.js';
import { keepKeyLevel } from './use-cases/answer-as-contributor/share-as-agreed.js';

/** Stories that several people answer for, and whom stories speak of, as the service takes them up. */
export const togetherParts = {
  eventTypes: creditEventTypes,
  readModels: [contributorsModel, creditsModel],
  speaks: [storyCreditedV1],
  reactions: [keepKeyLevel],
} as const;
