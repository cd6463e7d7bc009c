import { defineErrors } from '#web/errors/error-catalogue.js';
import { loadWords } from '#web/words/words.js';

export const storySubmissionErrors = defineErrors(
  {
    'story-not-found': { status: 404 },
    'story-programme-unknown': { status: 404 },
    'story-period-unknown': { status: 422 },
    'story-period-not-open': { status: 409 },
    'story-domain-unknown': { status: 422 },
    'story-empty': { status: 422 },
    'story-too-long': { status: 422 },
    'story-consent-missing': { status: 422 },
    'story-consent-not-narrower': { status: 409 },
    'story-id-taken': { status: 409 },
    'story-already-withdrawn': { status: 409 },
    'story-code-opens-nothing': { status: 404 },
    'draft-not-open': { status: 404 },
    'draft-not-finished': { status: 409 },
    'draft-question-unknown': { status: 404 },
    'import-not-found': { status: 404 },
    'import-id-taken': { status: 409 },
    'import-still-running': { status: 409 },
    'checked-file-gone': { status: 409 },
    'file-missing': { status: 422 },
    'mapping-not-an-object': { status: 422 },
  },
  loadWords(import.meta.url, 'errors'),
);
