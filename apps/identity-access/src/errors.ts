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
    'second-step-wrong': { status: 422 },
    'second-step-needed': { status: 401 },
    'second-step-to-add': { status: 403 },
    'last-administrator': { status: 409 },
    'passkey-refused': { status: 422 },
    'passkeys-not-here': { status: 409 },
    'session-not-found': { status: 404 },
    'person-deactivated': { status: 409 },
    'panel-without-programme': { status: 422 },
    'password-too-short': { status: 422 },
    'password-too-long': { status: 422 },
    'password-common': { status: 422 },
    'password-too-simple': { status: 422 },
    'password-says-who': { status: 422 },
    'password-not-right': { status: 422 },
    'sign-in-refused': { status: 401 },
    'sign-in-name-needed': { status: 422 },
    'sign-in-name-malformed': { status: 422 },
    'sign-in-name-taken': { status: 409 },
  },
  loadWords(import.meta.url, 'errors'),
);
