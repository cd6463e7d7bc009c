import type { Refusal } from '#contracts/shared/refusal.js';
import type { Field, Wrong } from './field.js';
import { switchButton } from '../rendering/language-switch.js';
import { textIn, type Typed } from './typed-text.js';

/** The questions of a form in page order, by name. The names are those of the inputs and of the command's refusals. */
export type Fields = Readonly<Record<string, Field<unknown, object>>>;

export type ValuesOf<Of extends Fields> = {
  readonly [Name in keyof Of]: Of[Name] extends Field<infer Value, object> ? Value : never;
};

/** What is wrong: with words of the use case, or as a refusal of the domain with the words of the catalogue. */
export type FormError =
  | { readonly kind: 'wrong'; readonly field: string; readonly wrong: Wrong }
  | { readonly kind: 'refused'; readonly field: string | undefined; readonly refusal: Refusal };

/** What a form shows: what was typed, and what is wrong, in page order. */
export interface FormState {
  readonly typed: Readonly<Record<string, Typed>>;
  readonly errors: readonly FormError[];
}

export type Parsed<Of extends Fields> =
  | { readonly ok: true; readonly values: ValuesOf<Of>; readonly typed: FormState['typed'] }
  | ({ readonly ok: false } & FormState);

export interface Form<Of extends Fields> {
  readonly fields: Of;
  readonly empty: FormState;
  /** A form that shows what is known already: a draft, or what is to be changed. */
  readonly filled: (typed: Partial<Readonly<Record<keyof Of, Typed>>>) => FormState;
  /**
   * Takes the named fields of an unknown body and nothing else of it. Sent by the change of language it is not ok and has
   * no errors: whoever shows it again shows what was typed, in the other language, and does nothing else.
   */
  readonly parse: (body: unknown) => Parsed<Of>;
  /** What was typed, with what the domain refused. A refusal of a field the form lacks is shown without a link. */
  readonly refused: (typed: FormState['typed'], ...refusals: readonly Refusal[]) => FormState;
}

export function defineForm<const Of extends Fields>(fields: Of): Form<Of> {
  const taken = ['csrf', switchButton.name].find((name) => Object.hasOwn(fields, name));
  if (taken !== undefined) throw new Error(`"${taken}" is a name of every form, not of a question`);
  const names = Object.keys(fields);

  const inPageOrder = (errors: readonly FormError[]): readonly FormError[] => {
    const place = ({ field }: FormError): number => (field === undefined ? names.length : names.indexOf(field));
    return [...errors].sort((a, b) => place(a) - place(b));
  };
  const nothing = typedOf(fields, (field) => field.nothing);

  return {
    fields,
    empty: { typed: nothing, errors: [] },
    filled: (typed) => ({ typed: { ...nothing, ...typed }, errors: [] }),
    parse: (body) => {
      const typed = typedOf(fields, (field, name) => field.read(body, name));
      if (textIn(body, switchButton.name) === switchButton.value) return { ok: false, errors: [], typed };
      const checked = Object.entries(fields).map(([name, field]) => ({
        name,
        outcome: field.check(typed[name] ?? field.nothing),
      }));
      const errors = checked.flatMap(({ name, outcome }): readonly FormError[] =>
        'wrong' in outcome ? [{ kind: 'wrong', field: name, wrong: outcome.wrong }] : [],
      );
      if (errors.length > 0) return { ok: false, errors, typed };
      const values = Object.fromEntries(
        checked.flatMap(({ name, outcome }) => ('value' in outcome ? [[name, outcome.value]] : [])),
      );
      if (!isWhole(fields, values)) throw new Error('A form lost an answer');
      return { ok: true, values, typed };
    },
    refused: (typed, ...refusals) => ({
      typed,
      errors: inPageOrder(refusals.map((refusal) => ({ kind: 'refused', field: fieldOf(names, refusal), refusal }))),
    }),
  };
}

function typedOf(fields: Fields, of: (field: Fields[string], name: string) => Typed): FormState['typed'] {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, of(field, name)]));
}

/** `stories.0` belongs to the question `stories`. */
function fieldOf(names: readonly string[], { field }: Refusal): string | undefined {
  return names.find((name) => field === name || field?.startsWith(`${name}.`));
}

const isWhole = <Of extends Fields>(fields: Of, values: object): values is ValuesOf<Of> =>
  Object.keys(fields).every((name) => Object.hasOwn(values, name));
