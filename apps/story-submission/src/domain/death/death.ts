import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import { type Decider, type Decision, never, type DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** Who said that a teller died. */
export const deathToldBy = ['family', 'friend', 'worker', 'record', 'other'] as const;
export type DeathToldBy = (typeof deathToldBy)[number];

export type DeathReported = DomainEvent<
  'DeathReported',
  {
    readonly teller: string;
    /** Through which it was reported; it holds for everything they told. */
    readonly story: string;
    readonly programme: string;
    readonly toldBy: DeathToldBy;
    /** YYYY-MM-DD; null: not known. */
    readonly diedOn: string | null;
    /** In class `contact` of that story. */
    readonly note: Sealed | null;
    readonly by: string;
  }
>;
/** The second person found that it is not so, or not sure. */
export type DeathReportSetAside = DomainEvent<'DeathReportSetAside', { readonly by: string }>;
export type DeathConfirmed = DomainEvent<'DeathConfirmed', { readonly teller: string; readonly by: string }>;
export type DeathUndoAsked = DomainEvent<'DeathUndoAsked', { readonly by: string }>;
export type DeathUndone = DomainEvent<'DeathUndone', { readonly teller: string; readonly by: string }>;

export type DeathEvent = DeathReported | DeathReportSetAside | DeathConfirmed | DeathUndoAsked | DeathUndone;

export const deathEventTypes = {
  DeathReported: { version: 1 },
  DeathReportSetAside: { version: 1 },
  DeathConfirmed: { version: 1 },
  DeathUndoAsked: { version: 1 },
  DeathUndone: { version: 1 },
} as const satisfies Record<DeathEvent['type'], { version: number }>;

export const isDeathEvent = (event: DomainEvent): event is DeathEvent => event.type in deathEventTypes;

export const deathStream = (teller: string): string => `death/${teller}`;

export interface Death {
  readonly stage: 'alive' | 'reported' | 'confirmed' | 'undo-asked';
  /** Who has to be another one than who confirms. */
  readonly askedBy: string | null;
  readonly report: DeathReported['data'] | null;
}

export const deathDecider: Decider<Death, DeathEvent> = {
  initialState: { stage: 'alive', askedBy: null, report: null },
  evolve: (state, event) => {
    switch (event.type) {
      case 'DeathReported':
        return { stage: 'reported', askedBy: event.data.by, report: event.data };
      case 'DeathReportSetAside':
      case 'DeathUndone':
        return { stage: 'alive', askedBy: null, report: null };
      case 'DeathConfirmed':
        return { ...state, stage: 'confirmed', askedBy: null };
      case 'DeathUndoAsked':
        return { ...state, stage: 'undo-asked', askedBy: event.data.by };
      default:
        return never(event);
    }
  },
};

export const isDead = ({ stage }: Pick<Death, 'stage'>): boolean => stage === 'confirmed' || stage === 'undo-asked';

export function reportDeath({ stage }: Death, data: DeathReported['data'], today: CalendarDay): Decision<DeathEvent> {
  if (stage !== 'alive') return refuse('death-reported-already');
  if (data.diedOn !== null && data.diedOn > today) return refuse('death-day-ahead', 'diedOn');
  return [{ type: 'DeathReported', schemaVersion: 1, data }];
}

/** Whoever reported it may take it back as well. */
export const setDeathAside = ({ stage }: Death, by: string): Decision<DeathEvent> =>
  stage === 'reported'
    ? [{ type: 'DeathReportSetAside', schemaVersion: 1, data: { by } }]
    : refuse('death-not-reported');

export function confirmDeath({ stage, askedBy }: Death, teller: string, by: string): Decision<DeathEvent> {
  if (stage !== 'reported') return refuse('death-not-reported');
  if (askedBy === by) return refuse('over-time-second-person-needed');
  return [{ type: 'DeathConfirmed', schemaVersion: 1, data: { teller, by } }];
}

export const askToUndo = ({ stage }: Death, by: string): Decision<DeathEvent> =>
  stage === 'confirmed' ? [{ type: 'DeathUndoAsked', schemaVersion: 1, data: { by } }] : refuse('death-not-reported');

export function undoDeath({ stage, askedBy }: Death, teller: string, by: string): Decision<DeathEvent> {
  if (stage !== 'undo-asked') return refuse('death-not-reported');
  if (askedBy === by) return refuse('over-time-second-person-needed');
  return [{ type: 'DeathUndone', schemaVersion: 1, data: { teller, by } }];
}
