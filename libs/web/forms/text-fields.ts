import type { Checked, Field, FieldParams } from './field.js';
import { lengthOf, textIn, textOf } from './typed-text.js';

export interface TextParams extends FieldParams {
  readonly id: string;
  readonly value: string;
}

export interface LongTextParams extends TextParams {
  readonly attributes: Readonly<Record<string, string>>;
}

export interface HiddenParams {
  readonly name: string;
  readonly value: string;
}

interface TextLimits {
  /** A real limit, in characters, and its words (given `{n}`). Stories have none. */
  readonly limit?: { readonly characters: number; readonly words: string };
}

/** The key of what to say when nothing was typed; without it the field is optional and its value may be undefined. */
interface Required {
  readonly required: string;
}

/** One line of text. Space around it is dropped. */
export function text(settings: TextLimits & Required): Field<string, TextParams>;
export function text(settings?: TextLimits): Field<string | undefined, TextParams>;
export function text(settings: TextLimits & Partial<Required> = {}): Field<string | undefined, TextParams> {
  return {
    nothing: '',
    read: (body, name) => textIn(body, name).trim(),
    check: (typed) => checkText(textOf(typed), settings),
    firstInput: (name) => name,
    params: (name, typed, { errorMessage }) => ({ id: name, name, value: textOf(typed), errorMessage }),
  };
}

/** Text of several lines, kept as it was typed. The count under it is soft: it says how much, and never cuts. */
export function longText(settings: TextLimits & Required): Field<string, LongTextParams>;
export function longText(settings?: TextLimits): Field<string | undefined, LongTextParams>;
export function longText(settings: TextLimits & Partial<Required> = {}): Field<string | undefined, LongTextParams> {
  return {
    nothing: '',
    read: textIn,
    check: (typed) => checkText(textOf(typed), settings),
    firstInput: (name) => name,
    params: (name, typed, { errorMessage, softCount }) => ({
      id: name,
      name,
      value: textOf(typed),
      errorMessage,
      attributes: { 'data-newid-soft-count': softCount },
    }),
  };
}

/** A value the page itself put in: the id of what the form is about, or its version. */
export function hidden(settings: Required): Field<string, HiddenParams> {
  return {
    nothing: '',
    read: textIn,
    check: (typed) => (textOf(typed) === '' ? { wrong: { words: settings.required } } : { value: textOf(typed) }),
    firstInput: (name) => name,
    params: (name, typed) => ({ name, value: textOf(typed) }),
  };
}

function checkText(typed: string, settings: TextLimits & { readonly required: string }): Checked<string>;
function checkText(typed: string, settings: TextLimits & Partial<Required>): Checked<string | undefined>;
function checkText(typed: string, { limit, required }: TextLimits & Partial<Required>): Checked<string | undefined> {
  if (typed.trim() === '') return required === undefined ? { value: undefined } : { wrong: { words: required } };
  if (limit !== undefined && lengthOf(typed) > limit.characters) {
    return { wrong: { words: limit.words, values: { n: limit.characters } } };
  }
  return { value: typed };
}
