import { defineErrors } from '#web/errors/error-catalogue.js';
import { loadWords } from '#web/words/words.js';

export const impactReportingErrors = defineErrors(
  {
    'report-programme-not-found': { status: 404 },
    'report-period-not-found': { status: 404 },
    'report-audience-unknown': { status: 422 },
    'report-not-published': { status: 409 },
    'breakdown-unknown': { status: 422 },
    'action-not-found': { status: 404 },
    'action-period-unknown': { status: 422 },
    'action-story-unknown': { status: 422 },
    'action-story-erased': { status: 409 },
    'action-sitting-unknown': { status: 422 },
    'action-outcome-missing': { status: 422 },
    'action-text-gone': { status: 409 },
    'coded-story-not-found': { status: 404 },
    'coded-story-withheld': { status: 409 },
    'theme-unknown': { status: 422 },
    'reason-unknown': { status: 422 },
    'passage-outside': { status: 422 },
    'passage-of-another-version': { status: 409 },
    'passage-not-found': { status: 422 },
    'passage-ambiguous': { status: 422 },
    'passage-too-common': { status: 422 },
  },
  loadWords(import.meta.url, 'errors'),
);
