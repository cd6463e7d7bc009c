import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Language } from '../language.js';
import { sourceFolderOf } from '../source-folder.js';
import { writeNumber } from '../written.js';
import { problemsOfWords, type Catalogue } from './check-words.js';
import { pluralFormOf } from './plural-forms.js';

export type WordValues = Readonly<Record<string, string | number>>;

/** The words of one use case in one language: `words('stories-received', { n: 3 })`. */
export interface Words {
  /** Throws when the key is unknown or a placeholder has no value: a hole in a sentence must not reach a person. */
  (key: string, values?: WordValues): string;
  readonly language: Language;
  readonly has: (key: string) => boolean;
  readonly keys: readonly string[];
}

export type WordsInBoth = Readonly<Record<Language, Words>>;

/**
 * Reads `<name>.words.en.json` and `<name>.words.cy.json` from beside the module that asks.
 * Throws, naming every fault, when the two do not fit together (see check-words.ts).
 */
export function loadWords(moduleUrl: string, name: string): WordsInBoth {
  const folder = sourceFolderOf(moduleUrl);
  return wordsOf(
    name,
    readCatalogue(join(folder, `${name}.words.en.json`)),
    readCatalogue(join(folder, `${name}.words.cy.json`)),
  );
}

/** Words from two catalogues in memory; `name` is only for the message when they do not fit. */
export function wordsOf(name: string, en: Catalogue, cy: Catalogue): WordsInBoth {
  const problems = problemsOfWords(en, cy);
  if (problems.length > 0) throw new Error(`The words of "${name}" are not fit to show:\n- ${problems.join('\n- ')}`);
  return { en: lookup('en', name, en), cy: lookup('cy', name, cy) };
}

function readCatalogue(file: string): Catalogue {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isCatalogue(parsed)) throw new Error(`${file} is not an object of texts and plural sets`);
  return parsed;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCatalogue = (value: unknown): value is Catalogue =>
  isObject(value) &&
  Object.values(value).every(
    (entry: unknown) =>
      typeof entry === 'string' ||
      (isObject(entry) && Object.values(entry).every((text: unknown) => typeof text === 'string')),
  );

function lookup(language: Language, name: string, catalogue: Catalogue): Words {
  const has = (key: string): boolean => Object.hasOwn(catalogue, key);

  const textFor = (key: string, values: WordValues): string => {
    const entry = has(key) ? catalogue[key] : undefined;
    if (entry === undefined) throw new Error(`The words of "${name}" have no "${key}"`);
    if (typeof entry === 'string') return entry;
    const n = values['n'];
    if (typeof n !== 'number') throw new Error(`"${key}" of "${name}" has plural forms and needs a number {n}`);
    return entry[pluralFormOf(language, n)] ?? '';
  };

  const say = (key: string, values: WordValues = {}): string =>
    textFor(key, values).replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_, placeholder: string) => {
      const value = Object.hasOwn(values, placeholder) ? values[placeholder] : undefined;
      if (value === undefined) throw new Error(`"${key}" of "${name}" was given no {${placeholder}}`);
      return typeof value === 'number' ? writeNumber(language, value) : value;
    });

  return Object.assign(say, { language, has, keys: Object.keys(catalogue) });
}
