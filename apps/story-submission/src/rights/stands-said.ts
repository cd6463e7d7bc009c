import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import type { RequestListed } from './request-listed.js';

/** How a request stands. `words` are those of the list. */
export function standsSaid(
  {
    outcome,
    closedOn,
    isOverdue,
    isExtended,
  }: Pick<RequestListed, 'outcome' | 'closedOn' | 'isOverdue' | 'isExtended'>,
  words: Words,
): string {
  if (outcome !== null) return words(`stands-${outcome}`, { date: writeDate(words.language, closedOn ?? '') });
  if (isOverdue) return words('stands-overdue');
  return words(isExtended ? 'stands-extended' : 'stands-open');
}
