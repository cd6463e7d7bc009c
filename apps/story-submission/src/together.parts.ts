import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';

import { creditEventTypes } from './domain/credit/credits.js';
import { pairEventTypes } from './domain/likeness/story-pair.js';
import { contributorsModel } from './read-models/contributors/contributors.js';
import { creditsModel } from './read-models/credits/credits.js';
import { pairsModel } from './read-models/pairs/pairs.js';
import { keepKeyLevel } from './use-cases/answer-as-contributor/keep-key-level.js';
import { noticeDuplicates } from './use-cases/notice-duplicates/notice-duplicates.js';
import { keepTogether } from './use-cases/notice-duplicates/put-together.js';
import { stayWithNamedPanels } from './use-cases/tell-as-staff/stay-with-named-panels.js';

/** Stories that several people answer for, and whom stories speak of, as the service takes them up. */
export const togetherParts = {
  eventTypes: { ...creditEventTypes, ...pairEventTypes },
  readModels: [contributorsModel, creditsModel, pairsModel],
  speaks: [storyCreditedV1],
  reactions: [keepKeyLevel, keepTogether, stayWithNamedPanels],
  background: [noticeDuplicates],
} as const;
