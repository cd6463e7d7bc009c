import { storyTranslatedV1 } from '#contracts/story-submission/story-translated.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { paperFormEventTypes } from '../domain/paper-form/paper-form.js';
import { translationEventTypes } from '../domain/translation/translation.js';
import { paperFormsModel } from '../read-models/paper-forms/paper-forms.js';
import { redactionsModel } from '../read-models/redactions/redactions.js';
import { translationsModel } from '../read-models/translations/translations.js';
import { AgreeToRedactionApi } from '../use-cases/agree-to-redaction/agree-to-redaction.api.js';
import { AgreeToRedactionPage } from '../use-cases/agree-to-redaction/agree-to-redaction.page.js';
import { AnswerRedactionHandler } from '../use-cases/agree-to-redaction/answer-redaction.command.js';
import { EnterFormApi } from '../use-cases/enter-form/enter-form.api.js';
import { EnterFormHandler } from '../use-cases/enter-form/enter-form.command.js';
import { EnterFormPage } from '../use-cases/enter-form/enter-form.page.js';
import { PreviewRecognitionApi } from '../use-cases/preview-recognition/preview-recognition.api.js';
import { PreviewRecognitionPage } from '../use-cases/preview-recognition/preview-recognition.page.js';
import { PrintFormsApi } from '../use-cases/print-form/print-forms.api.js';
import { PrintFormsHandler } from '../use-cases/print-form/print-forms.command.js';
import { PrintFormsPage } from '../use-cases/print-form/print-forms.page.js';
import { OpenRedactionsPage } from '../use-cases/redact-story/open-redactions.page.js';
import { RedactStoryApi } from '../use-cases/redact-story/redact-story.api.js';
import { ProposeRedactionHandler, SettleRedactionHandler } from '../use-cases/redact-story/redact-story.command.js';
import { RedactStoryPage } from '../use-cases/redact-story/redact-story.page.js';
import { tellTellerOfRedaction } from '../use-cases/redact-story/tell-teller-of-redaction.js';
import { TranslateStoryApi } from '../use-cases/translate-story/translate-story.api.js';
import { TranslateStoryHandler } from '../use-cases/translate-story/translate-story.command.js';
import { TranslateStoryPage } from '../use-cases/translate-story/translate-story.page.js';
import { TranslationsPage } from '../use-cases/translate-story/translations.page.js';

/** Texts beside the one that was told, and forms on paper. */
export const secondTexts: ServiceArea = {
  eventTypes: { ...translationEventTypes, ...paperFormEventTypes },
  readModels: [redactionsModel, translationsModel, paperFormsModel],
  speaks: [storyTranslatedV1],
  reactions: [tellTellerOfRedaction],
  controllers: [
    PreviewRecognitionPage,
    PreviewRecognitionApi,
    PrintFormsPage,
    PrintFormsApi,
    EnterFormPage,
    EnterFormApi,
    OpenRedactionsPage,
    RedactStoryPage,
    RedactStoryApi,
    AgreeToRedactionPage,
    AgreeToRedactionApi,
    TranslationsPage,
    TranslateStoryPage,
    TranslateStoryApi,
  ],
  handlers: [
    ProposeRedactionHandler,
    SettleRedactionHandler,
    AnswerRedactionHandler,
    TranslateStoryHandler,
    PrintFormsHandler,
    EnterFormHandler,
  ],
};
