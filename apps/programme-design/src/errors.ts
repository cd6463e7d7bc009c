import { defineErrors } from '#web/errors/error-catalogue.js';
import { loadWords } from '#web/words/words.js';

export const programmeDesignErrors = defineErrors(
  {
    'programme-not-found': { status: 404 },
    'period-not-found': { status: 404 },
    'ladder-panel-not-found': { status: 404 },
    'ladder-level-not-found': { status: 404 },
    'programme-id-taken': { status: 409 },
    'id-used-twice': { status: 422 },
    'name-used-twice': { status: 422 },
    'programme-language-missing': { status: 422 },
    'programme-domain-missing': { status: 422 },
    'period-ends-before-it-begins': { status: 422 },
    'period-not-open': { status: 409 },
    'reopening-needs-a-reason': { status: 422 },
    'scale-does-not-rise': { status: 422 },
    'quorum-needs-a-number': { status: 422 },
    'panel-level-unknown': { status: 422 },
    'panel-unknown': { status: 422 },
    'panel-passes-up-to-no-higher-level': { status: 422 },
    'parallel-panels-share-a-level': { status: 422 },
    'ladder-level-has-panels': { status: 409 },
    'ladder-version-needed': { status: 428 },
    'safeguarding-not-named': { status: 409 },
    'safeguarding-needs-two-people': { status: 422 },
    'safeguarding-person-unknown': { status: 422 },
  },
  loadWords(import.meta.url, 'errors'),
);
