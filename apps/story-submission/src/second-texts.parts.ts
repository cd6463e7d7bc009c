import { storyTranslatedV1 } from '#contracts/story-submission/story-translated.v1.js';

import { translationEventTypes } from './domain/translation/translation.js';
import { redactionsModel } from './read-models/redactions/redactions.js';
import { translationsModel } from './read-models/translations/translations.js';

/** Texts beside the one that was told, as the service takes them up. */
export const secondTextsParts = {
  eventTypes: { ...translationEventTypes },
  readModels: [redactionsModel, translationsModel],
  speaks: [storyTranslatedV1],
} as const;
