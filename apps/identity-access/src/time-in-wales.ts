import { timeZoneOfWales } from '#contracts/shared/calendar-day.js';

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const hourMs = 3_600_000;

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: timeZoneOfWales,
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `2026-07-01T09:30`, as a clock on a wall in Wales shows it: for an input of a day and a time. */
export const onTheWall = (instant: string): string => clock.format(new Date(instant)).replace(' ', 'T');

/** The instant at which a clock in Wales shows it; the first of two in the hour that is had twice. Undefined: it never does. */
export function instantOf(shown: string): string | undefined {
  if (!shape.test(shown)) return undefined;
  const asUtc = Date.parse(`${shown}:00.000Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const found = [asUtc - hourMs, asUtc].find((at) => onTheWall(new Date(at).toISOString()) === shown);
  return found === undefined ? undefined : new Date(found).toISOString();
}
