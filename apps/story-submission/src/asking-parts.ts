import { ExportExtraAnswersApi } from './use-cases/export-extra-answers/export-extra-answers.api.js';
import { ExportExtraAnswersHandler } from './use-cases/export-extra-answers/export-extra-answers.query.js';

/** What a programme asks beside a story, and asks again later. */
export const askingModuleParts = {
  controllers: [ExportExtraAnswersApi],
  handlers: [ExportExtraAnswersHandler],
};
