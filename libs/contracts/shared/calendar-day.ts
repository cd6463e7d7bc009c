/**
 * A day of the calendar as people mean it: `2026-10-25`. It has no hours and no time zone; an instant is never one, and
 * the type refuses to take an instant for a day. Days compare as text.
 */
export type CalendarDay = `${number}-${number}-${number}`;

/** Where no programme says otherwise. */
export const timeZoneOfWales = 'Europe/London';

const dayMs = 86_400_000;
const quarterMs = 900_000;
/** The zone in which a day begins first is fourteen hours ahead. */
const earliestZoneMs = 14 * 3_600_000;

/** The day that it is at an instant in a time zone, `Europe/London`. Clocks that change do not move it. */
export const calendarDay = (instant: string, timeZone: string): CalendarDay =>
  asDay(clockIn(timeZone).format(new Date(instant)).padStart(10, '0'));

/** The furthest that any programme's day can be at an instant: what is due later is due nowhere yet. */
export const latestDayAnywhere = (instant: string): CalendarDay => calendarDay(instant, 'Etc/GMT-14');

/** What is written is a day and there is such a day: neither `2026-02-30` nor an instant. */
export const isCalendarDay = (text: string): text is CalendarDay =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && daysAfter(text, 0) === text;

/** The instant at which a day begins in a time zone, in milliseconds; zones are whole quarters of an hour apart. */
export function beginningOf(day: string, timeZone: string): number {
  let at = Date.parse(day) - earliestZoneMs;
  while (calendarDay(new Date(at).toISOString(), timeZone) < day) at += quarterMs;
  return at;
}

export const daysAfter = (day: string, days: number): CalendarDay => dayOfUtc(Date.parse(day) + days * dayMs);

/** How many days later the other is; less than nothing where it is earlier. */
export const daysBetween = (one: string, other: string): number =>
  Math.round((Date.parse(other) - Date.parse(one)) / dayMs);

/** The same day so many months later, or the last day of that month where it has no such day. */
export function monthsAfter(day: string, months: number): CalendarDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfThatMonth = new Date(Date.UTC(year, month + months, 0));
  const of = Math.min(date, lastOfThatMonth.getUTCDate());
  return dayOfUtc(lastOfThatMonth.setUTCDate(of));
}

/** A day counted in milliseconds, as days without time zones are. */
export const dayOfUtc = (ms: number): CalendarDay => calendarDay(new Date(ms).toISOString(), 'UTC');

/** Programmes were once taken with any words for their zone: those that no clock knows go by Wales. */
export const zoneThatClocksKnow = (timeZone: string): string => clockIn(timeZone).resolvedOptions().timeZone;

/** Made once for a zone: making one takes longer than a thousand days do. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = madeFor(timeZone) ?? clockIn(timeZoneOfWales);
  clocks.set(timeZone, made);
  return made;
}

function madeFor(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const isDayAsPrinted = (text: string): text is CalendarDay => /^\d{4}-\d{2}-\d{2}$/.test(text);

function asDay(text: string): CalendarDay {
  if (isDayAsPrinted(text)) return text;
  throw new RangeError('No day of the calendar');
}
