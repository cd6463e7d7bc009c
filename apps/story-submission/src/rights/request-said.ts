import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import type { RequestListed } from './request-listed.js';

/** A request in words, wherever it is shown: which right (`right-see`), how it came (`how-phone`), how it stands. */
export const requestWords = loadWords(import.meta.url, 'request');

/** How a request stands. */
export function standsSaid(
  {
    outcome,
    closedOn,
    isOverdue,
    isExtended,
  }: Pick<RequestListed, 'outcome' | 'closedOn' | 'isOverdue' | 'isExtended'>,
  language: Language,
): string {
  const words = requestWords[language];
  if (outcome !== null) return words(`stands-${outcome}`, { date: writeDate(language, closedOn ?? '') });
  if (isOverdue) return words('stands-overdue');
  return words(isExtended ? 'stands-extended' : 'stands-open');
}
