import { storyTranslatedV1 } from '#contracts/story-submission/story-translated.v1.js';

import { paperFormEventTypes } from './domain/paper-form/paper-form.js';
import { translationEventTypes } from './domain/translation/translation.js';
import { paperFormsModel } from './read-models/paper-forms/paper-forms.js';
import { redactionsModel } from './read-models/redactions/redactions.js';
import { translationsModel } from './read-models/translations/translations.js';
import { tellTellerOfRedaction } from './use-cases/redact-story/tell-teller-of-redaction.js';

/** Texts beside the one that was told, and forms on paper, as the service takes them up. */
export const secondTextsParts = {
  eventTypes: { ...translationEventTypes, ...paperFormEventTypes },
  readModels: [redactionsModel, translationsModel, paperFormsModel],
  speaks: [storyTranslatedV1],
  reactions: [tellTellerOfRedaction],
} as const;
