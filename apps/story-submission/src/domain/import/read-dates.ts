import { calendarDay, daysAfter } from '#contracts/shared/calendar-day.js';

import type { RowReason } from './import-reasons.js';

/** A day read from a cell: `date` is YYYY-MM-DD; `reason` says what had to be assumed. */
export type DayRead =
  | { readonly kind: 'day'; readonly date: string; readonly reason: RowReason | null }
  | { readonly kind: 'blank' }
  | { readonly kind: 'not-a-date' };

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO_MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const THREE_NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const DAY_NUMBER = /^\d{5}$/;
const PART_OF_A_DATE = /^(\d{4})(?:-(\d{2}))?$/;
/** Spreadsheets count days from 30 December 1899; from 1 March 1900 on that agrees with every one of them. */
const SPREADSHEET_DAY_NOUGHT = '1899-12-30';
/** 1954 to 2119: a five-digit number outside it is something else. */
const DAY_NUMBERS = { from: 20_000, to: 80_000 };

const isoDay = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;

/** Never rolled over: 31 February is no day. */
const dayExists = (year: number, month: number, day: number): boolean =>
  year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

const found = (date: string, reason: RowReason | null = null): DayRead => ({ kind: 'day', date, reason });
const notADate: DayRead = { kind: 'not-a-date' };

const offsetInMinutes = (zone: string): number | null => {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

/**
 * @param period where the row belongs, if known: it decides between two readings of 03/04/2026
 * @param timeZone of the programme
 */
export const readDay = (
  cell: string,
  period: { readonly opens: string; readonly closes: string } | null,
  timeZone: string,
): DayRead => {
  const text = cell.trim();
  if (text === '') return { kind: 'blank' };
  const iso = ISO_DAY.exec(text);
  if (iso !== null) return dayExists(Number(iso[1]), Number(iso[2]), Number(iso[3])) ? found(text) : notADate;
  const moment = ISO_MOMENT.exec(text);
  if (moment !== null) return readMoment(moment, timeZone);
  const numbers = THREE_NUMBERS.exec(text);
  if (numbers !== null) return readThreeNumbers(Number(numbers[1]), Number(numbers[3]), Number(numbers[4]), period);
  if (!DAY_NUMBER.test(text)) return notADate;
  const count = Number(text);
  if (count < DAY_NUMBERS.from || count > DAY_NUMBERS.to) return notADate;
  const day = daysAfter(SPREADSHEET_DAY_NOUGHT, count);
  return found(day, 'date-is-a-spreadsheet-day-number');
};

const readMoment = (parts: RegExpExecArray, timeZone: string): DayRead => {
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((at) => Number(parts[at] ?? '0'));
  if (year === undefined || month === undefined || day === undefined) return notADate;
  if (hour === undefined || minute === undefined || second === undefined) return notADate;
  if (!dayExists(year, month, day) || hour > 23 || minute > 59 || second > 60) return notADate;
  const written = isoDay(year, month, day);
  const zone = parts[7];
  if (zone === undefined) return found(written);
  const offset = offsetInMinutes(zone);
  if (offset === null) return notADate;
  const instant = new Date(Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000);
  const there = calendarDay(instant.toISOString(), timeZone);
  return found(there, there === written ? null : 'date-moved-by-its-time-zone');
};

const readThreeNumbers = (
  first: number,
  second: number,
  year: number,
  period: { readonly opens: string; readonly closes: string } | null,
): DayRead => {
  const dayFirst = dayExists(year, second, first) ? isoDay(year, second, first) : null;
  const monthFirst = dayExists(year, first, second) ? isoDay(year, first, second) : null;
  if (dayFirst === null) return monthFirst === null ? notADate : found(monthFirst, 'date-read-as-month-day-year');
  if (monthFirst === null || monthFirst === dayFirst) return found(dayFirst, 'date-read-as-day-month-year');
  const falls = (day: string): boolean => period !== null && day >= period.opens && day <= period.closes;
  // Day first is how dates are written here; only a period that fits the other reading alone speaks against it.
  return found(!falls(dayFirst) && falls(monthFirst) ? monthFirst : dayFirst, 'date-has-two-readings');
};

/** A day, a month or a year, where the teller knew no more: `2026-05` stays `2026-05`. */
export const readPartOfADate = (cell: string): string | null => {
  const parts = PART_OF_A_DATE.exec(cell.trim());
  if (parts === null || Number(parts[1]) < 1000) return null;
  return parts[2] === undefined || dayExists(Number(parts[1]), Number(parts[2]), 1) ? parts[0] : null;
};
