import type { Language } from '../language.js';
import type { WordsInBoth, WordValues } from '../words/words.js';

/** What a person is told: what happened, in a title and a sentence, and what to do next. */
export interface ErrorText {
  readonly title: string;
  readonly sentence: string;
  readonly next: string;
}

/** What is said of an error where it is defined, beside its words. */
interface DefinedError {
  readonly status: number;
  /** Its page offers the way to sign in anew. */
  readonly leadsToSignIn?: true;
}

export interface CatalogueEntry extends DefinedError {
  /** Throws when the sentence has a placeholder that `details` does not give. */
  readonly text: (language: Language, details?: WordValues) => ErrorText;
}

/** Every error a person can meet, by name. */
export type ErrorCatalogue = ReadonlyMap<string, CatalogueEntry>;

const parts = ['title', 'sentence', 'next'] as const;

/**
 * Errors with their words: of `round-closed`, the keys are `round-closed.title`, `round-closed.sentence` and
 * `round-closed.next`. Throws when a part is missing, or when there are words for an error that is not defined.
 */
export function defineErrors(errors: Readonly<Record<string, DefinedError>>, words: WordsInBoth): ErrorCatalogue {
  const expected = new Set(Object.keys(errors).flatMap((name) => parts.map((part) => `${name}.${part}`)));
  const problems = [
    ...[...expected].filter((key) => !words.en.has(key)).map((key) => `${key} has no words`),
    ...words.en.keys.filter((key) => !expected.has(key)).map((key) => `${key} has words and no error`),
    ...Object.entries(errors)
      .filter(([, { status }]) => !(status >= 400 && status <= 599))
      .map(([name, { status }]) => `${name} has the status ${status}, which is no error`),
  ];
  if (problems.length > 0) throw new Error(`The catalogue of errors is not whole:\n- ${problems.join('\n- ')}`);

  return new Map(
    Object.entries(errors).map(([name, error]) => [
      name,
      {
        ...error,
        text: (language: Language, details: WordValues = {}) => ({
          title: words[language](`${name}.title`, details),
          sentence: words[language](`${name}.sentence`, details),
          next: words[language](`${name}.next`, details),
        }),
      },
    ]),
  );
}

/** One catalogue of several. A name means one thing: throws when two define the same. */
export function joinCatalogues(...catalogues: readonly ErrorCatalogue[]): ErrorCatalogue {
  const joined = new Map<string, CatalogueEntry>();
  for (const [name, entry] of catalogues.flatMap((catalogue) => [...catalogue])) {
    const earlier = joined.get(name);
    if (earlier !== undefined && earlier !== entry) throw new Error(`Two catalogues define the error "${name}"`);
    joined.set(name, entry);
  }
  return joined;
}
