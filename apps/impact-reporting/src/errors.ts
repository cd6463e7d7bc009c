import { defineErrors } from '#web/errors/error-catalogue.js';
import { loadWords } from '#web/words/words.js';

export const impactReportingErrors = defineErrors(
  {
    'report-programme-not-found': { status: 404 },
    'report-period-not-found': { status: 404 },
    'report-audience-unknown': { status: 422 },
    'report-not-published': { status: 409 },
  },
  loadWords(import.meta.url, 'errors'),
);
