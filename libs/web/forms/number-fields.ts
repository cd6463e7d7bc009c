import { isCalendarDay } from '#contracts/shared/calendar-day.js';

import type { Checked, Field, FieldParams } from './field.js';
import type { TextParams } from './text-fields.js';
import { isTypedDate, textIn, textOf, type TypedDate } from './typed-text.js';

interface Required {
  readonly required: string;
}

interface NumberSettings {
  /** Key of what to say when it is no whole number; given `{least}` and `{most}` where they are set. */
  readonly wrong: string;
  readonly least?: number;
  readonly most?: number;
}

/** A whole number in figures; `1,000` is one thousand. */
export function wholeNumber(settings: NumberSettings & Required): Field<number, TextParams>;
export function wholeNumber(settings: NumberSettings): Field<number | undefined, TextParams>;
export function wholeNumber(settings: NumberSettings & Partial<Required>): Field<number | undefined, TextParams> {
  const { wrong, required, least, most } = settings;
  return {
    nothing: '',
    read: (body, name) => textIn(body, name).trim(),
    check: (typed): Checked<number | undefined> => {
      const text = textOf(typed);
      if (text === '') return required === undefined ? { value: undefined } : { wrong: { words: required } };
      const value = /^-?(\d+|\d{1,3}(,\d{3})+)$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
      const isInRange = value >= (least ?? Number.MIN_SAFE_INTEGER) && value <= (most ?? Number.MAX_SAFE_INTEGER);
      if (isInRange) return { value };
      const bounds = { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
      return { wrong: { words: wrong, values: bounds } };
    },
    firstInput: (name) => name,
    params: (name, typed, { errorMessage }) => ({ id: name, name, value: textOf(typed), errorMessage }),
  };
}

export interface DateParams extends FieldParams {
  readonly id: string;
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly width: number;
  }[];
}

const parts = ['day', 'month', 'year'] as const;
const nothingTyped: TypedDate = { day: '', month: '', year: '' };

/** A day of the calendar, in three inputs; its value is `2026-11-20`. `wrong` is the key for a day that there is not. */
export function date(settings: { readonly wrong: string } & Required): Field<string, DateParams>;
export function date(settings: { readonly wrong: string }): Field<string | undefined, DateParams>;
export function date(settings: { readonly wrong: string } & Partial<Required>): Field<string | undefined, DateParams> {
  return {
    nothing: nothingTyped,
    read: (body, name): TypedDate => ({
      day: textIn(body, `${name}-day`).trim(),
      month: textIn(body, `${name}-month`).trim(),
      year: textIn(body, `${name}-year`).trim(),
    }),
    check: (typed): Checked<string | undefined> => {
      const { day, month, year } = isTypedDate(typed) ? typed : nothingTyped;
      if (day === '' && month === '' && year === '') {
        return settings.required === undefined ? { value: undefined } : { wrong: { words: settings.required } };
      }
      const value = dayWritten(day, month, year);
      return value === undefined ? { wrong: { words: settings.wrong } } : { value };
    },
    firstInput: (name) => `${name}-day`,
    params: (name, typed, { errorMessage, labels }) => ({
      id: name,
      name,
      errorMessage,
      items: parts.map((part) => ({
        id: `${name}-${part}`,
        name: `${name}-${part}`,
        label: labels[part],
        value: isTypedDate(typed) ? typed[part] : '',
        width: part === 'year' ? 4 : 2,
      })),
    }),
  };
}

/** Undefined for 31 June, and for a year of two figures, which could be either century. */
function dayWritten(day: string, month: string, year: string): string | undefined {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDay(written) ? written : undefined;
}
