import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sourceFolderOf } from '#web/source-folder.js';

import type { RecognitionWords } from '../../domain/recognition/recognisable.js';

const lists = [
  ...(['months', 'places', 'placeEndings', 'placeBeginnings', 'placeStems', 'jobs', 'organisations'] as const),
  ...(['organisationEndings', 'organisationBeginnings', 'titles', 'firstNames', 'noNames'] as const),
];

const isListOfWords = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string' && word !== '');

const isRecognitionWords = (value: unknown): value is RecognitionWords =>
  typeof value === 'object' && value !== null && lists.every((list) => isListOfWords(Reflect.get(value, list)));

/** Small lists in both languages, beside this module: what an organisation adds to them is a line each. */
export const recognitionWords: RecognitionWords = (() => {
  const file = join(sourceFolderOf(import.meta.url), 'recognisable-words.json');
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecognitionWords(read)) throw new Error(`${file} is not the lists of words that may tell who somebody is`);
  return read;
})();
