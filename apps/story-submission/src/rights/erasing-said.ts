import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import type { Right } from '../domain/rights-request/events.js';
import type { WouldGo } from './would-go.js';

const inBoth = loadWords(import.meta.url, 'erasing-said');

/** What the second person is told before they confirm. `isOfOne`: one of those who told the story together asks. */
export const erasingSaid = (right: Right, isOfOne: boolean, language: Language): string =>
  inBoth[language](isOfOne ? `${right}-of-one` : right);

export function goingSaid(wouldGo: WouldGo | undefined, language: Language): readonly string[] {
  if (wouldGo === undefined) return [];
  const words = inBoth[language];
  const { stories, people, isOfAll } = wouldGo;
  return [
    words('goes-stories', { stories: writeList(language, stories) }),
    ...(people === 0 ? [] : [words('goes-people', { n: people })]),
    ...(isOfAll ? [words('goes-of-all')] : []),
  ];
}
