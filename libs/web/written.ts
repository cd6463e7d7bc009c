import { timeZoneOfWales, zoneThatClocksKnow } from '#contracts/shared/calendar-day.js';

import type { Language } from './language.js';

const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', cy: 'cy-GB' };

/** A day of the calendar without a time: `2026-11-20`. */
const dayAlone = /^\d{4}-\d{2}-\d{2}$/;

function format(
  language: Language,
  when: Date | string,
  options: Intl.DateTimeFormatOptions,
  timeZone: string = timeZoneOfWales,
): string {
  // A day alone has no time zone: read as an instant it could become the day before.
  const zone = typeof when === 'string' && dayAlone.test(when) ? 'UTC' : zoneThatClocksKnow(timeZone);
  const date = typeof when === 'string' ? new Date(when) : when;
  return new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: zone }).format(date);
}

/**
 * `20 November 2026`, `20 Tachwedd 2026`. Takes an instant or a day alone; throws RangeError for anything else. An
 * instant is shown as clocks show it where its programme runs, or in Wales, whatever the clock of the machine says.
 */
export const writeDate = (language: Language, when: Date | string, timeZone?: string): string =>
  format(language, when, { dateStyle: 'long' }, timeZone);

/** `November 2026`, `Tachwedd 2026`. */
export const writeMonth = (language: Language, when: Date | string): string =>
  format(language, when, { month: 'long', year: 'numeric' });

/** What somebody wrote of when a thing happened: a day or a month of figures as people write them, all else as it is. */
export function writeWhenSaid(language: Language, said: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(said)) return writeDate(language, said);
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(said) ? writeMonth(language, `${said}-01`) : said;
}

/** `14:05`, for a label: `Closes: 20 November 2026, 14:05`. */
export const writeTime = (language: Language, when: Date, timeZone?: string): string =>
  format(language, when, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone);

/** `20 November 2026, 14:05`. A comma, because the joining words of the two languages differ with the sentence. */
export const writeDateAndTime = (language: Language, when: Date, timeZone?: string): string =>
  `${writeDate(language, when, timeZone)}, ${writeTime(language, when, timeZone)}`;

/** `1,234.5` in both languages. */
export const writeNumber = (language: Language, value: number): string =>
  new Intl.NumberFormat(localeOf[language]).format(value);

/** A share from 0 to 1 in whole per cent: `45%`. */
export const writeShare = (language: Language, share: number): string =>
  new Intl.NumberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);

/**
 * `A, B and C`; in Welsh `A, B, C`, because which joining word is right depends on the next letter, and what the
 * platform prints is both at once: `a(c)`.
 */
export const writeList = (language: Language, items: readonly string[]): string =>
  language === 'cy' ? items.join(', ') : new Intl.ListFormat(localeOf[language]).format(items);

/** Order for people: `ch` after `cy` in Welsh. For `array.sort(inOrderOf('cy'))`. */
export const inOrderOf = (language: Language): ((a: string, b: string) => number) =>
  new Intl.Collator(language).compare;
