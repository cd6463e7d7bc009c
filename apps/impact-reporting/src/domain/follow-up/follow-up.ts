import type { AwaitedItem } from '#contracts/shared/awaited.js';

import { hasEnded, type ActionState } from '../action/action.js';

/** What has followed the meetings of a programme so far, as far as it is still open. Instants in ISO 8601. */
export interface OpenFollowUp {
  readonly programme: string;
  /** When the meetings closed whose feedback nobody has sent; one a person. */
  readonly toTell: readonly string[];
  /** When stories were given to somebody to be checked. */
  readonly toCheck: readonly string[];
  readonly actions: readonly { readonly state: ActionState; readonly due: string | null }[];
}

/** Feedback has as long after its meeting; a check as long after it was given to somebody. */
const daysAllowed = 28;
const daysBefore = 7;
const dayMs = 86_400_000;

export interface FollowUpAwaited {
  readonly items: readonly AwaitedItem[];
  /** One for each day that is near or has gone by. */
  readonly due: readonly { readonly key: string; readonly remind: 'before' | 'after' }[];
}

/** `today` is a day of the calendar. */
export function followUpAwaited({ programme, toTell, toCheck, actions }: OpenFollowUp, today: string): FollowUpAwaited {
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

const dayOf = (instant: string): string => instant.slice(0, 10);

const allowedUntil = (instant: string): string =>
  dayOf(new Date(Date.parse(instant) + daysAllowed * dayMs).toISOString());

function letterOn(day: string, today: string): 'before' | 'after' | undefined {
  const left = Math.round((Date.parse(day) - Date.parse(today)) / dayMs);
  if (left < 0) return 'after';
  return left <= daysBefore ? 'before' : undefined;
}
