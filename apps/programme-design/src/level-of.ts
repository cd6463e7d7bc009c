import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

/** The level that an address names: what is no number of a level is not there. */
export const levelOf = (written: string): number =>
  /^[1-9]\d{0,3}$/.test(written) ? Number(written) : throwRefusal(refuse('ladder-level-not-found', 'level'));
