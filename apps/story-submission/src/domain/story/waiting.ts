import type { Decision } from '#contracts/shared/decider.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { StoryEvent, StorySubmitted } from './events.js';
import { within, type StoryState } from './story.js';

const dayMs = 86_400_000;

type Waiting = Pick<StorySubmitted['data'], 'waitsUntil'>;

const after = (from: string, days: number): string => new Date(Date.parse(from) + days * dayMs).toISOString();

/** From the moment it was told. A programme that says nothing of waiting lets nothing wait. */
export function waitingFrom(at: string, { care }: Pick<ProgrammeDesign, 'care'>): Waiting {
  const days = care?.waitingDays ?? 0;
  return days === 0 ? {} : { waitsUntil: after(at, days) };
}

/** One that is brought in was told before: its days count from that day, and most are over. */
export function waitingSince(
  toldOn: string | null,
  { at, waitingDays }: { readonly at: string; readonly waitingDays: number },
): Waiting {
  if (waitingDays === 0) return {};
  const waitsUntil = after(toldOn ?? at, waitingDays);
  return Date.parse(waitsUntil) <= Date.parse(at) ? {} : { waitsUntil };
}

/** By the clock. Too early, or over already: nothing is written down. */
export const endWaiting = (state: StoryState | undefined, now: string): Decision<StoryEvent> =>
  within(state, ({ waitsUntil, isWithdrawn }) =>
    isWithdrawn || waitsUntil === null || Date.parse(waitsUntil) > Date.parse(now)
      ? []
      : [{ type: 'WaitingEnded', schemaVersion: 1, data: { how: 'time' } }],
  );

/** Its teller needs no more time. */
export const goOnNow = (state: StoryState | undefined): Decision<StoryEvent> =>
  within(state, ({ waitsUntil, isWithdrawn }) => {
    if (isWithdrawn) return refuse('story-already-withdrawn');
    if (waitsUntil === null) return refuse('story-waits-no-more');
    return [{ type: 'WaitingEnded', schemaVersion: 1, data: { how: 'teller' } }];
  });
