import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

export const outcomes = ['someone-told', 'support-offered', 'no-concern'] as const;
export type ConcernOutcome = (typeof outcomes)[number];

/** Whom a concern is about: somebody in danger, a member of staff, or one of the two who read concerns. */
export const concernsAbout = ['danger', 'staff', 'lead', 'deputy'] as const;
export type ConcernAbout = (typeof concernsAbout)[number];

export type RaisedBy = 'staff' | 'panel-member' | 'teller';

export type ConcernRaised = DomainEvent<
  'ConcernRaised',
  {
    readonly concern: string;
    readonly programme: string;
    readonly story: string;
    /** Sealed with the story: it names people. */
    readonly said: Sealed;
    /** Left out: somebody in danger. */
    readonly about?: ConcernAbout;
    /** Left out: staff. */
    readonly by?: RaisedBy;
    /** By when somebody has to have taken it, ISO 8601. */
    readonly dueAt: string;
  }
>;
export type ConcernTaken = DomainEvent<'ConcernTaken', { readonly owner: string }>;
export type ConcernClosed = DomainEvent<
  'ConcernClosed',
  { readonly outcome: ConcernOutcome; readonly note: Sealed | null }
>;

export type ConcernEvent = ConcernRaised | ConcernTaken | ConcernClosed;

export const concernEventTypes = {
  ConcernRaised: { version: 1 },
  ConcernTaken: { version: 1 },
  ConcernClosed: { version: 1 },
} as const;

export const isConcernEvent = (event: DomainEvent): event is ConcernEvent => event.type in concernEventTypes;

export const concernStream = (concern: string): string => `concern/${concern}`;

export interface ConcernState {
  readonly owner: string | null;
  readonly isClosed: boolean;
}

export const concernDecider: Decider<ConcernState | undefined, ConcernEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'ConcernRaised') return { owner: null, isClosed: false };
    if (state === undefined) throw new Error(`${event.type} before ConcernRaised`);
    switch (event.type) {
      case 'ConcernTaken':
        return { ...state, owner: event.data.owner };
      case 'ConcernClosed':
        return { ...state, isClosed: true };
      default:
        return never(event);
    }
  },
};

/** A story that says something of somebody at work goes to no panel: they, or their manager, may sit on it. */
export const keepsStoryBack = (about: ConcernAbout): boolean => about !== 'danger';

/** Whoever it is about neither reads it nor is told of it. */
export const mayReadConcern = (about: ConcernAbout, role: 'lead' | 'deputy'): boolean => about !== role;

const hourMs = 3_600_000;

/** A day for somebody to take it. */
export const dueAfter = (at: string): string => new Date(Date.parse(at) + 24 * hourMs).toISOString();

export const raiseConcern = (state: ConcernState | undefined, data: ConcernRaised['data']): Decision<ConcernEvent> =>
  state === undefined ? [{ type: 'ConcernRaised', schemaVersion: 1, data }] : refuse('concern-not-open');

/** From whoever had it before, too: a lead goes home, a deputy goes on. */
export function takeConcern(state: ConcernState | undefined, owner: string): Decision<ConcernEvent> {
  if (state === undefined) return refuse('concern-not-found');
  if (state.isClosed) return refuse('concern-not-open');
  return state.owner === owner ? [] : [{ type: 'ConcernTaken', schemaVersion: 1, data: { owner } }];
}

/** Whoever closes it answers for it. */
export function closeConcern(
  state: ConcernState | undefined,
  by: string,
  outcome: ConcernOutcome,
  note: Sealed | null,
): Decision<ConcernEvent> {
  if (state === undefined) return refuse('concern-not-found');
  if (state.isClosed) return refuse('concern-not-open');
  if (state.owner !== by) return refuse('concern-not-yours');
  return [{ type: 'ConcernClosed', schemaVersion: 1, data: { outcome, note } }];
}
