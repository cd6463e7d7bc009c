import type { ServiceRuntime } from '#service-kit/service.js';

import { calendarDay } from '../domain/sitting/calendar-day.js';
import { designOf } from './meeting-name.js';

/** The day that it is at an instant where a programme runs. */
export const dayOfProgramme = async (service: ServiceRuntime, programme: string, instant: string): Promise<string> =>
  calendarDay(instant, (await designOf(service, programme))?.timezone ?? 'Europe/London');
