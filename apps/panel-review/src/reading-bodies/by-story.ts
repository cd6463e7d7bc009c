import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

/** What class-validator cannot say of a record: every value is a number. The names are stories. */
export function numbersOf(given: Readonly<Record<string, unknown>>, field: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(given).map(([story, value]) =>
      typeof value === 'number' && Number.isFinite(value)
        ? [story, value]
        : throwRefusal(refuse('wrong-type', `${field}.${story}`)),
    ),
  );
}

export function textsOf(given: Readonly<Record<string, unknown>>, field: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).map(([story, value]) =>
      typeof value === 'string' ? [story, value] : throwRefusal(refuse('wrong-type', `${field}.${story}`)),
    ),
  );
}
