import type { Typed } from './typed-text.js';
import type { WordValues } from '../words/words.js';

/** What is wrong with a field, as a key of the use case's words. */
export interface Wrong {
  readonly words: string;
  readonly values?: WordValues;
}

export type Checked<Value> = { readonly value: Value } | { readonly wrong: Wrong };

/** The message under a label, as nhsuk macros take it. */
export interface ErrorMessage {
  readonly text: string;
  /** The hidden prefix; the macro adds the colon. */
  readonly visuallyHiddenText: string;
}

/** What a macro is given besides its label and hint, which the view adds. */
export interface FieldParams {
  readonly name: string;
  readonly errorMessage: ErrorMessage | undefined;
}

/** Names of the parts of a date, in the page's language. */
export interface DateLabels {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export interface Shown {
  readonly errorMessage: ErrorMessage | undefined;
  readonly labels: DateLabels;
  /** Plural texts of the count under a long text, ready for the browser. */
  readonly softCount: string;
}

/** One question of a form. `Value` is what a command is given; `Params` is what a macro is given. */
export interface Field<Value, Params extends object = FieldParams> {
  readonly nothing: Typed;
  readonly read: (body: unknown, name: string) => Typed;
  readonly check: (typed: Typed) => Checked<Value>;
  /** The id of the first input, which the error summary links to. */
  readonly firstInput: (name: string) => string;
  readonly params: (name: string, typed: Typed, shown: Shown) => Params;
}
