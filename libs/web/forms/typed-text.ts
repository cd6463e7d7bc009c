/** What a person typed, kept to be shown again: text, ticked values, or the three parts of a date. */
export type Typed = string | readonly string[] | TypedDate;

export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** `2026-11-20` as it would have been typed. */
export function dateTyped(date: string): TypedDate {
  const [year = '', month = '', day = ''] = date.split('-');
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
}

export const isTypedDate = (typed: Typed): typed is TypedDate => typeof typed === 'object' && 'day' in typed;

export const textOf = (typed: Typed): string => (typeof typed === 'string' ? typed : '');

export const listOf = (typed: Typed): readonly string[] =>
  typeof typed === 'object' && !('day' in typed) ? typed : [];

/** One text in one form: NFC, so that equal words are equal bytes; `\n` at line ends, because browsers send `\r\n`. */
export const normaliseText = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n');

/** The named text of an unknown body; empty when it is not there, or is not one text. Never a property of a prototype. */
export function textIn(body: unknown, name: string): string {
  const value = valueIn(body, name);
  return typeof value === 'string' ? normaliseText(value) : '';
}

/** The named texts of an unknown body: one text is a list of one. */
export function textsIn(body: unknown, name: string): readonly string[] {
  const value = valueIn(body, name);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string').map(normaliseText);
}

function valueIn(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
}

/** People's characters, not UTF-16 units: `ŵ` and an emoji of one sign count as one. */
export const lengthOf = (text: string): number => [...text].length;
