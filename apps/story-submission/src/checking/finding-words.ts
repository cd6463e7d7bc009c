import { loadWords } from '#web/words/words.js';

/** What a teller is told of a check of their story, wherever it is shown. */
export const findingWords = loadWords(import.meta.url, 'finding');
