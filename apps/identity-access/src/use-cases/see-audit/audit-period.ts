import { daysAfter, daysBetween, isCalendarDay, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

export interface AuditPeriod {
  /** `2026-11-15`, in Wales. */
  readonly from: string;
  readonly to: string;
}

const usualDays = 7;
/** Every day is asked for by itself. */
const mostDays = 366;

/** The days that were asked for: a week up to today where nothing was said. */
export function auditPeriod(
  from: string | undefined,
  to: string | undefined,
  today: CalendarDay,
): AuditPeriod | Refusal {
  const last = to ?? today;
  if (!isCalendarDay(last)) return refuse('audit-day-malformed', 'to');
  const first = from ?? daysAfter(last, 1 - usualDays);
  if (!isCalendarDay(first)) return refuse('audit-day-malformed', 'from');
  if (first > last) return refuse('audit-period-backwards', 'to');
  if (daysBetween(first, last) >= mostDays) return refuse('audit-period-too-long', 'from');
  return { from: first, to: last };
}

/** The days of a period, the last one first. */
export function* daysBackwards({ from, to }: AuditPeriod): Iterable<string> {
  for (let day = daysAfter(to, 0); day >= from; day = daysAfter(day, -1)) yield day;
}
