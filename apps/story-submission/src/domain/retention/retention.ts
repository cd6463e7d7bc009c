import { monthsAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';

/** A list of stories kept as long as they should be, by whoever looked at it. */
export type RetentionProposed = DomainEvent<
  'RetentionProposed',
  { readonly run: string; readonly programme: string; readonly stories: readonly string[] }
>;
/** By a second person: now they go. */
export type RetentionConfirmed = DomainEvent<'RetentionConfirmed', Record<never, never>>;
/** `kept`: held by law, or not due any more when their turn came. */
export type RetentionRan = DomainEvent<'RetentionRan', { readonly erased: number; readonly kept: number }>;

export type RetentionEvent = RetentionProposed | RetentionConfirmed | RetentionRan;

export const retentionEventTypes = {
  RetentionProposed: { version: 1 },
  RetentionConfirmed: { version: 1 },
  RetentionRan: { version: 1 },
} as const satisfies Record<RetentionEvent['type'], { version: number }>;

export const isRetentionEvent = (event: DomainEvent): event is RetentionEvent => event.type in retentionEventTypes;

export const retentionStream = (run: string): string => `retention/${run}`;

export interface RetentionState {
  readonly proposed: RetentionProposed['data'];
  readonly state: 'proposed' | 'confirmed' | 'ran';
}

export const retentionDecider: Decider<RetentionState | undefined, RetentionEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'RetentionProposed') return { proposed: event.data, state: 'proposed' };
    if (state === undefined) throw new Error(`${event.type} before RetentionProposed`);
    switch (event.type) {
      case 'RetentionConfirmed':
        return { ...state, state: 'confirmed' };
      case 'RetentionRan':
        return { ...state, state: 'ran' };
      default:
        return never(event);
    }
  },
};

export function proposeRetention(
  state: RetentionState | undefined,
  data: RetentionProposed['data'],
): Decision<RetentionEvent> {
  if (state !== undefined) return [];
  if (data.stories.length === 0) return refuse('retention-nothing-due');
  return [{ type: 'RetentionProposed', schemaVersion: 1, data }];
}

/** What is erased cannot come back: never by whoever proposed it. */
export function confirmRetention(
  state: RetentionState | undefined,
  { proposedBy, by }: { readonly proposedBy: string; readonly by: string },
): Decision<RetentionEvent> {
  if (state === undefined) return refuse('retention-not-found');
  if (state.state !== 'proposed') return refuse('retention-confirmed-already');
  return proposedBy === by
    ? refuse('retention-second-person-needed')
    : [{ type: 'RetentionConfirmed', schemaVersion: 1, data: {} }];
}

export const endRetention = (
  state: RetentionState | undefined,
  data: RetentionRan['data'],
): Decision<RetentionEvent> => (state?.state === 'confirmed' ? [{ type: 'RetentionRan', schemaVersion: 1, data }] : []);

export interface DuePeriod {
  readonly period: PeriodDesign;
  /** YYYY-MM-DD: from that day on its stories may go. */
  readonly dueOn: string;
}

/** Periods closed so long ago. One that is open again keeps its stories, whatever its dates say. */
export function duePeriods({ care, periods }: ProgrammeDesign, today: CalendarDay): readonly DuePeriod[] {
  const months = care?.keepMonths ?? null;
  if (months === null) return [];
  return periods
    .filter(({ status }) => status !== 'planned' && status !== 'open')
    .map((period) => ({ period, dueOn: monthsAfter(period.closes, months) }))
    .filter(({ dueOn }) => dueOn <= today);
}
