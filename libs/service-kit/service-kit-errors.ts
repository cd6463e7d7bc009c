import { defineErrors } from '#web/errors/error-catalogue.js';
import { loadWords } from '#web/words/words.js';

/** What the service kit refuses, beside the general errors: for `joinCatalogues` at composition roots. */
export const serviceKitErrors = defineErrors(
  {
    'idempotency-key-malformed': { status: 400 },
    'if-match-malformed': { status: 400 },
    'cursor-malformed': { status: 400 },
    'form-without-command': { status: 400 },
    'changed-while-reading': { status: 503 },
    'opened-too-late': { status: 503 },
  },
  loadWords(import.meta.url, 'service-kit-errors'),
);
