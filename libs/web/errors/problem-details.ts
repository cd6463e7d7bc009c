import type { Refusal } from '#contracts/shared/refusal.js';
import type { Language } from '../language.js';
import type { CatalogueEntry, ErrorCatalogue } from './error-catalogue.js';
import { generalErrors } from './general-errors.js';

/** RFC 9457, with what to do next, and the field or fields it is about. */
export interface ProblemDetails {
  /** `/problems/<name>`: a path of this service, so that it needs no host. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly next: string;
  readonly field?: string;
  /** One for each field, when there are several. */
  readonly errors?: readonly {
    readonly type: string;
    readonly detail: string;
    readonly next: string;
    readonly field?: string;
  }[];
  /** To be given when asking for help; leads to the log. */
  readonly correlation?: string;
}

export const problemType = (name: string): string => `/problems/${name}`;

/** Throws when a name is not in the catalogue: an error without words is a bug, and tests must meet it. */
export function entryOf(catalogue: ErrorCatalogue, refusal: Refusal): CatalogueEntry {
  const entry = catalogue.get(refusal.refusal);
  if (entry === undefined) throw new Error(`No catalogue of errors has "${refusal.refusal}"`);
  return entry;
}

export function problemDetails(
  catalogue: ErrorCatalogue,
  [first, ...others]: readonly [Refusal, ...Refusal[]],
  language: Language,
): ProblemDetails {
  const { status, text } = entryOf(catalogue, first);
  const { title, sentence, next } = text(language, first.details);
  return {
    type: problemType(first.refusal),
    title,
    status,
    detail: sentence,
    next,
    ...(first.field === undefined ? {} : { field: first.field }),
    ...(others.length === 0
      ? {}
      : { errors: [first, ...others].map((refusal) => lineOf(catalogue, refusal, language)) }),
  };
}

function lineOf(catalogue: ErrorCatalogue, refusal: Refusal, language: Language) {
  const { text, next } = refusedLine(catalogue, refusal, language);
  return {
    type: problemType(refusal.refusal),
    ...{ detail: text, next },
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
  };
}

/** What a person is told of it in one line: what happened, and what to do now. The general errors are always known. */
export function refusedLine(
  catalogue: ErrorCatalogue,
  refusal: Refusal,
  language: Language,
): { readonly text: string; readonly next: string } {
  const known = catalogue.has(refusal.refusal) ? catalogue : generalErrors;
  const { sentence: text, next } = entryOf(known, refusal).text(language, refusal.details);
  return { text, next };
}
