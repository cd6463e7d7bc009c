import { loadWords } from '../words/words.js';
import { defineErrors } from './error-catalogue.js';

/** The errors of any HTTP service. The method's own are in the services' catalogues. */
export const generalErrors = defineErrors(
  {
    'request-not-understood': { status: 400 },
    'body-not-json': { status: 400 },
    'sign-in-needed': { status: 401, leadsToSignIn: true },
    'not-allowed': { status: 403 },
    'csrf-failed': { status: 403 },
    'not-found': { status: 404 },
    'method-not-offered': { status: 405 },
    'stale-version': { status: 409 },
    'conflict-retry': { status: 409 },
    'body-too-large': { status: 413 },
    'unsupported-media-type': { status: 415 },
    'unknown-field': { status: 422 },
    'missing-field': { status: 422 },
    'wrong-type': { status: 422 },
    'value-not-offered': { status: 422 },
    'idempotency-key-reused': { status: 422 },
    'idempotency-key-needed': { status: 428 },
    'too-many-requests': { status: 429 },
    internal: { status: 500 },
    'storage-unavailable': { status: 503 },
    'still-updating': { status: 503 },
    'disk-full': { status: 507 },
  },
  loadWords(import.meta.url, 'general-errors'),
);
