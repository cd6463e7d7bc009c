import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

const words = loadWords(import.meta.url, 'version-shown');

export interface VersionShown {
  /** What the form carries, hidden. */
  readonly number: string;
  /** What to do about a change of somebody else's; empty when there is none. */
  readonly advice: string;
}

/**
 * After a mistake in typing the version is still the one the person saw first; once they have been told that somebody
 * changed the programme, it is the one as it now stands.
 */
export function versionShown(body: unknown, { errors }: FormState, now: number, language: Language): VersionShown {
  const isTold = errors.some((error) => error.kind === 'refused' && error.refusal.refusal === 'stale-version');
  if (isTold) return { number: String(now), advice: words[language]('advice') };
  const seen = textIn(body, 'version');
  return { number: /^\d{1,15}$/.test(seen) ? seen : String(now), advice: '' };
}
