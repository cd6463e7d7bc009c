import { defineErrors } from '#web/errors/error-catalogue.js';
import { loadWords } from '#web/words/words.js';

export const identityAccessErrors = defineErrors(
  {
    'person-not-found': { status: 404 },
    'person-id-taken': { status: 409 },
    'person-without-role': { status: 422 },
    'organisation-id-taken': { status: 409 },
    'link-not-usable': { status: 410 },
    'sample-sign-in-not-offered': { status: 403 },
  },
  loadWords(import.meta.url, 'errors'),
);
