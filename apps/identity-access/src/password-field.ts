import type { Field, FieldParams } from '#web/forms/field.js';
import { textIn, textOf } from '#web/forms/typed-text.js';

interface PasswordParams extends FieldParams {
  readonly id: string;
}

/** A password: taken as it was typed, spaces too, and never shown again. */
export const password = ({ required }: { readonly required: string }): Field<string, PasswordParams> => ({
  nothing: '',
  read: textIn,
  check: (typed) => (textOf(typed) === '' ? { wrong: { words: required } } : { value: textOf(typed) }),
  firstInput: (name) => name,
  params: (name, _typed, { errorMessage }) => ({ id: name, name, errorMessage }),
});
