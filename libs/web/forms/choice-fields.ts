import type { Checked, Field, FieldParams } from './field.js';
import { listOf, textIn, textOf, textsIn } from './typed-text.js';

/** For radios and select: the view adds `items` with their texts. */
export interface ChoiceParams extends FieldParams {
  /** The id of the first option. */
  readonly idPrefix: string;
  readonly value: string;
}

/** For checkboxes. */
export interface ChoicesParams extends FieldParams {
  readonly idPrefix: string;
  readonly values: readonly string[];
}

interface Options<Option extends string> {
  /** The values that may be sent. Any other is answered as if nothing was chosen. */
  readonly options: readonly Option[];
}

interface Required {
  readonly required: string;
}

const offered = <Option extends string>(options: readonly Option[], value: string): Option | undefined =>
  options.find((option) => option === value);

/** One of several. */
export function choice<const Option extends string>(settings: Options<Option> & Required): Field<Option, ChoiceParams>;
export function choice<const Option extends string>(settings: Options<Option>): Field<Option | undefined, ChoiceParams>;
export function choice<const Option extends string>(
  settings: Options<Option> & Partial<Required>,
): Field<Option | undefined, ChoiceParams> {
  return {
    nothing: '',
    read: textIn,
    check: (typed): Checked<Option | undefined> => {
      const value = offered(settings.options, textOf(typed));
      if (value !== undefined || settings.required === undefined) return { value };
      return { wrong: { words: settings.required } };
    },
    firstInput: (name) => name,
    params: (name, typed, { errorMessage }) => ({ idPrefix: name, name, value: textOf(typed), errorMessage }),
  };
}

/** Any of several, each once, in the order they are offered. */
export function choices<const Option extends string>(
  settings: Options<Option> & Partial<Required>,
): Field<readonly Option[], ChoicesParams> {
  return {
    nothing: [],
    read: textsIn,
    check: (typed): Checked<readonly Option[]> => {
      const chosen = listOf(typed);
      const value = settings.options.filter((option) => chosen.includes(option));
      return value.length === 0 && settings.required !== undefined
        ? { wrong: { words: settings.required } }
        : { value };
    },
    firstInput: (name) => name,
    params: (name, typed, { errorMessage }) => ({ idPrefix: name, name, values: listOf(typed), errorMessage }),
  };
}
