import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { breakdowns, type Breakdown } from '../../domain/measures/measured.js';

export function breakdownOr(given: string | undefined): Breakdown {
  if (given === undefined || given === '') return 'none';
  return breakdowns.find((by) => by === given) ?? throwRefusal(refuse('breakdown-unknown', 'by'));
}
