import type { AwaitedItem } from '#contracts/shared/awaited.js';
import { daysAfter, daysBetween, type CalendarDay } from '#contracts/shared/calendar-day.js';

import { hasEnded, type ActionState } from '../action/action.js';

/** What has followed the meetings of a programme so far, as far as it is still open. */
export interface OpenFollowUp {
  readonly programme: string;
  /** The days on which the meetings closed whose feedback nobody has sent; one a person. */
  readonly toTell: readonly CalendarDay[];
  /** The days on which stories were given to somebody to be checked. */
  readonly toCheck: readonly CalendarDay[];
  readonly actions: readonly { readonly state: ActionState; readonly due: string | null }[];
}

/** Feedback has as long after its meeting; a check as long after it was given to somebody. */
const daysAllowed = 28;
const daysBefore = 7;

export interface FollowUpAwaited {
  readonly items: readonly AwaitedItem[];
  /** One for each day that is near or has gone by. */
  readonly due: readonly { readonly key: string; readonly remind: 'before' | 'after' }[];
}

export function followUpAwaited(
  { programme, toTell, toCheck, actions }: OpenFollowUp,
  today: CalendarDay,
): FollowUpAwaited {
  const days = {
    feedback: toTell.map(allowedUntil),
    verification: toCheck.map(allowedUntil),
    action: actions.flatMap(({ state, due }) => (hasEnded(state) || due === null ? [] : [due])),
  };
  const abouts = ['feedback', 'verification', 'action'] as const;
  return {
    items: abouts.flatMap((about) => {
      const [dueOn] = [...days[about]].sort();
      return dueOn === undefined ? [] : [{ about, count: days[about].length, dueOn }];
    }),
    due: abouts.flatMap((about) =>
      [...new Set(days[about])].flatMap((day) => {
        const remind = letterOn(day, today);
        return remind === undefined ? [] : [{ key: `${programme} ${about} ${day} ${remind}`, remind }];
      }),
    ),
  };
}

const allowedUntil = (day: CalendarDay): CalendarDay => daysAfter(day, daysAllowed);

function letterOn(day: string, today: CalendarDay): 'before' | 'after' | undefined {
  const left = daysBetween(today, day);
  if (left < 0) return 'after';
  return left <= daysBefore ? 'before' : undefined;
}
