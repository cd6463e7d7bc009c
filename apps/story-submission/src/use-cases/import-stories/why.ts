import { loadWords } from '#web/words/words.js';

/** Why a row was taken, taken with a warning or rejected, and why a file was: for pages, downloads and the command line. */
export const whyWords = loadWords(import.meta.url, 'why');
