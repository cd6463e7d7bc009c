import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

const words = loadWords(import.meta.url, 'rehearsal-mark');

/** What stands first in a letter that is printed; nothing where it is a real one. */
export async function markOnPaper(
  { views }: Pick<ServiceRuntime, 'views'>,
  programme: string,
  language: Language,
): Promise<readonly string[]> {
  const known = await views.get(knownProgrammes, programme);
  return known?.design.rehearsal === undefined ? [] : [words[language]('mark-on-paper')];
}
