import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';

/**
 * The version that a form carries, hidden. After a mistake in typing it is still the one the person saw first; once
 * they have been told that somebody changed the programme, it is the one as it now stands.
 */
export function versionShown(body: unknown, { errors }: FormState, now: number): string {
  const isTold = errors.some((error) => error.kind === 'refused' && error.refusal.refusal === 'stale-version');
  const seen = textIn(body, 'version');
  return isTold || !/^\d{1,15}$/.test(seen) ? String(now) : seen;
}
