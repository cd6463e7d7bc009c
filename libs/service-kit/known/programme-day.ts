import { calendarDay, timeZoneOfWales, type CalendarDay } from '#contracts/shared/calendar-day.js';

import { knownProgrammes } from './known-programmes.js';
import type { ServiceRuntime } from '../service.js';

type Knowing = Pick<ServiceRuntime, 'views'>;

/** Where a programme runs; Wales where there is no programme, or none that is known. */
export async function timeZoneOf({ views }: Knowing, programme: string | null): Promise<string> {
  const known = programme === null ? undefined : await views.get(knownProgrammes, programme);
  return known?.design.timezone ?? timeZoneOfWales;
}

/** The day that it is, for the people of a programme, at an instant: that of a command, of an event, or now. */
export const dayOfProgramme = async (
  service: Knowing,
  programme: string | null,
  instant: string,
): Promise<CalendarDay> => calendarDay(instant, await timeZoneOf(service, programme));

/** What people of a programme mean by today. Commands go by their own instant instead: `dayOfProgramme`. */
export const todayOf = ({ views, clock }: Pick<ServiceRuntime, 'views' | 'clock'>, programme: string | null) =>
  dayOfProgramme({ views }, programme, clock.now());

/** The same for a list of several programmes: each is looked up once. */
export function daysAt(service: Knowing, instant: string): (programme: string | null) => Promise<CalendarDay> {
  const known = new Map<string | null, Promise<CalendarDay>>();
  return (programme) => {
    const day = known.get(programme) ?? dayOfProgramme(service, programme, instant);
    known.set(programme, day);
    return day;
  };
}
