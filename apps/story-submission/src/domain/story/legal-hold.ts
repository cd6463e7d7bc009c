import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import type { Decision } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { LegalHoldPlaced, StoryEvent } from './events.js';
import { within, type StoryState } from './story.js';

/** What is sealed with a story that the law holds. */
export interface WhyHeldByLaw {
  readonly why: string;
}

/** Those that hold on this day; `until` is the last day that each does. */
export const holdsNow = <Hold extends Pick<LegalHoldPlaced['data'], 'until'>>(
  holds: readonly Hold[],
  today: CalendarDay,
): readonly Hold[] => holds.filter(({ until }) => until >= today);

/** Looked at before any key is destroyed: what is erased cannot come back. */
export function mayBeErased({ legalHolds }: Pick<StoryState, 'legalHolds'>, today: CalendarDay): Refusal | undefined {
  const days = holdsNow(legalHolds, today).map(({ until }) => until);
  const last = days.sort().at(-1);
  return last === undefined ? undefined : refuse('held-by-law', undefined, { until: last });
}

/** Also one that was taken back: nobody reads it more because of it, it is only not erased. */
export const placeLegalHold = (
  state: StoryState | undefined,
  data: Omit<LegalHoldPlaced['data'], 'why'> & { readonly why: Sealed },
  today: CalendarDay,
): Decision<StoryEvent> =>
  within(state, ({ isErased, legalHolds }) => {
    if (isErased) return refuse('story-erased-meanwhile');
    if (data.until < today) return refuse('legal-hold-ends-before-today', 'until');
    return legalHolds.some(({ hold }) => hold === data.hold)
      ? []
      : [{ type: 'LegalHoldPlaced', schemaVersion: 1, data }];
  });

export const endLegalHold = (state: StoryState | undefined, hold: string): Decision<StoryEvent> =>
  within(state, ({ legalHolds }) =>
    legalHolds.some((each) => each.hold === hold) ? [{ type: 'LegalHoldEnded', schemaVersion: 1, data: { hold } }] : [],
  );
