import { daysBetween, type CalendarDay } from '#contracts/shared/calendar-day.js';
import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';

/** When members of a panel are written to about a day that was set: whole days before it, and after it has gone by. */
export interface Reminders {
  /** Null: no letter before. */
  readonly daysBefore: number | null;
  /** Null: no letter after. */
  readonly daysAfter: number | null;
}

/** Where nobody has said otherwise. */
export const usualReminders: Reminders = { daysBefore: 2, daysAfter: 1 };

/** Further ahead than a round is usually open. */
export const mostDays = 30;

export type RemindersSet = DomainEvent<
  'RemindersSet',
  Reminders & { readonly programme: string; readonly panel: string }
>;

export const remindersEventTypes = { RemindersSet: { version: 1 } } as const;
export const isRemindersSet = (event: DomainEvent): event is RemindersSet => event.type === 'RemindersSet';

export const remindersStream = (programme: string, panel: string): string => `reminders/${programme}.${panel}`;

export const remindersDecider: Decider<Reminders, RemindersSet> = {
  initialState: usualReminders,
  evolve: (_, { data: { daysBefore, daysAfter } }) => ({ daysBefore, daysAfter }),
};

export const setReminders = (state: Reminders, data: RemindersSet['data']): Decision<RemindersSet> =>
  state.daysBefore === data.daysBefore && state.daysAfter === data.daysAfter
    ? []
    : [{ type: 'RemindersSet', schemaVersion: 1, data }];

/** Which letter a day calls for today; of both, the later. Days of the calendar, `2026-04-30`. */
export function letterDue(
  { daysBefore, daysAfter }: Reminders,
  answerBy: string,
  today: CalendarDay,
): 'before' | 'after' | undefined {
  const passed = daysBetween(answerBy, today);
  if (passed > 0) return daysAfter !== null && passed >= daysAfter ? 'after' : undefined;
  return daysBefore !== null && -passed <= daysBefore ? 'before' : undefined;
}
