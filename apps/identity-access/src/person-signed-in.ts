import type { PersonAsking, SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

/** The operator has no account of their own, so no password and no session. */
export const personSignedIn = (who: SomeoneAsking): PersonAsking =>
  who.kind === 'person' ? who : throwRefusal(refuse('not-allowed'));
