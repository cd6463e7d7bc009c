import { refuse, type Refusal } from '#contracts/shared/refusal.js';

export interface AuditPeriod {
  /** `2026-11-15`, UTC. */
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;
const usualDays = 7;
/** Every day is asked for by itself. */
const mostDays = 366;

const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00.000Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && dayOf(at) === text;
};
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The days that were asked for: a week up to today where nothing was said. */
export function auditPeriod(from: string | undefined, to: string | undefined, now: string): AuditPeriod | Refusal {
  const last = to ?? now.slice(0, 10);
  if (!isDay(last)) return refuse('audit-day-malformed', 'to');
  const first = from ?? dayOf(Date.parse(last) - (usualDays - 1) * dayMs);
  if (!isDay(first)) return refuse('audit-day-malformed', 'from');
  if (first > last) return refuse('audit-period-backwards', 'to');
  if (Date.parse(last) - Date.parse(first) >= mostDays * dayMs) return refuse('audit-period-too-long', 'from');
  return { from: first, to: last };
}

/** The days of a period, the last one first. */
export function* daysBackwards({ from, to }: AuditPeriod): Iterable<string> {
  for (let at = Date.parse(to); at >= Date.parse(from); at -= dayMs) yield dayOf(at);
}
