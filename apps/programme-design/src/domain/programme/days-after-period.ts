import { daysAfter, daysBetween, monthsAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import type { PeriodDesign } from '#contracts/shared/programme.js';

const monthsIn = (from: string, to: string): number => {
  const [one, other] = [from, to].map((day) => {
    const [year = 0, month = 0] = day.split('-').map(Number);
    return year * 12 + month;
  });
  return (other ?? 0) - (one ?? 0);
};

/** From the day after it, and as long: so many months where it lasted whole months, else so many days. */
export function daysAfterPeriod({ opens, closes }: Pick<PeriodDesign, 'opens' | 'closes'>): {
  readonly opens: CalendarDay;
  readonly closes: CalendarDay;
} {
  const begins = daysAfter(closes, 1);
  const months = monthsIn(opens, begins);
  const ends =
    months > 0 && monthsAfter(opens, months) === begins
      ? monthsAfter(begins, months)
      : daysAfter(begins, daysBetween(opens, begins));
  return { opens: begins, closes: daysAfter(ends, -1) };
}
