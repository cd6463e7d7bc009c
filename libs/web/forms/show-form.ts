import { refusedLine } from '../errors/problem-details.js';
import type { ErrorCatalogue } from '../errors/error-catalogue.js';
import { generalErrors } from '../errors/general-errors.js';
import type { ErrorLine } from '../rendering/page-view.js';
import { macroParams } from '../rendering/strict-view.js';
import { pluralForms } from '../words/plural-forms.js';
import { loadWords, type Words } from '../words/words.js';
import type { Field, Shown } from './field.js';
import type { Fields, Form, FormError, FormState } from './form.js';

const formWords = loadWords(import.meta.url, 'form');

export type ParamsOf<Of extends Fields> = {
  readonly [Name in keyof Of]: Of[Name] extends Field<unknown, infer Params> ? Params : never;
};

export interface ShownForm<Of extends Fields> {
  /** For the view's `errors`: in page order, each with a link to the first input of its field. */
  readonly errors: readonly ErrorLine[];
  /** For each macro, to be spread and given its label: `macroParams({ ...shown.fields.why, label: {...} })`. */
  readonly fields: ParamsOf<Of>;
}

/** A form in a state, in the words of its use case. `catalogue` is needed where the domain may refuse; the general errors are always known. */
export function showForm<const Of extends Fields>(
  form: Form<Of>,
  state: FormState,
  words: Words,
  catalogue: ErrorCatalogue = generalErrors,
): ShownForm<Of> {
  const general = formWords[words.language];
  const shown = (name: string): Shown => {
    const error = state.errors.find(({ field }) => field === name);
    return {
      errorMessage:
        error === undefined
          ? undefined
          : { text: lineOf(error, words, catalogue).text, visuallyHiddenText: general('error') },
      labels: { day: general('day'), month: general('month'), year: general('year') },
      softCount: softCount(words),
    };
  };
  const fields = Object.fromEntries(
    Object.entries(form.fields).map(([name, field]) => [
      name,
      macroParams(field.params(name, state.typed[name] ?? field.nothing, shown(name))),
    ]),
  );
  if (!isOfForm(form, fields)) throw new Error('A form lost a question');
  return {
    errors: state.errors.map((error) => ({
      ...lineOf(error, words, catalogue),
      ...hrefOf(form.fields, error.field),
    })),
    fields,
  };
}

function hrefOf(fields: Fields, name: string | undefined): { readonly href?: string } {
  const field = name === undefined ? undefined : fields[name];
  return name === undefined || field === undefined ? {} : { href: `#${field.firstInput(name)}` };
}

/** What is wrong with an answer says itself what to do; of a refusal it is said beside. */
function lineOf(error: FormError, words: Words, catalogue: ErrorCatalogue): Pick<ErrorLine, 'text' | 'next'> {
  if (error.kind === 'wrong') return { text: words(error.wrong.words, error.wrong.values) };
  return refusedLine(catalogue, error.refusal, words.language);
}

/** The count's plural texts with `{n}` left open: the browser counts, and has Intl.PluralRules itself. */
function softCount({ language }: Words): string {
  const samples: Readonly<Record<string, number>> = { zero: 0, one: 1, two: 2, few: 3, many: 6, other: 11 };
  const texts = pluralForms[language].map((form) => {
    const n = samples[form] ?? 11;
    return [form, formWords[language]('characters', { n }).replace(String(n), '{n}')];
  });
  return JSON.stringify(Object.fromEntries(texts));
}

const isOfForm = <Of extends Fields>(form: Form<Of>, fields: object): fields is ParamsOf<Of> =>
  Object.keys(form.fields).every((name) => Object.hasOwn(fields, name));
