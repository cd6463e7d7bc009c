import type { Words, WordValues } from '#web/words/words.js';

/** Where the words for one person say a thing in their own way, these; else those for everybody. */
export const wordsOver = (own: Words, all: Words): Words =>
  Object.assign((key: string, values?: WordValues) => (own.has(key) ? own : all)(key, values), all);
