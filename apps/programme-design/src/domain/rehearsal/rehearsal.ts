import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

export const rehearsalKinds = ['withdrawal', 'breach', 'access', 'erasure'] as const;
export type RehearsalKind = (typeof rehearsalKinds)[number];

/** What people do, in the order in which it is usual. The last clears away what was invented. */
export const stepsOfRehearsal = {
  withdrawal: ['tell', 'read-first', 'take-back', 'look', 'copies', 'clear-away'],
  breach: ['notice', 'contain', 'breach-form', 'assess', 'regulator', 'people', 'clear-away'],
  access: ['tell', 'ask', 'register', 'identity', 'collect', 'answer', 'clear-away'],
  erasure: ['tell', 'ask', 'register', 'second-person', 'look', 'other-copies', 'clear-away'],
} as const satisfies Readonly<Record<RehearsalKind, readonly string[]>>;
export type RehearsalStep = (typeof stepsOfRehearsal)[RehearsalKind][number];

export type RehearsalStarted = DomainEvent<
  'RehearsalStarted',
  {
    readonly rehearsal: string;
    readonly kind: RehearsalKind;
    readonly programme: string;
    readonly by: string;
    /** Whoever confirms what one person may not do alone. */
    readonly second: string;
    readonly at: string;
  }
>;
export type RehearsalStepDone = DomainEvent<
  'RehearsalStepDone',
  /** What went wrong, as class `text` of `rehearsal/<id>/<step>`. */
  { readonly step: RehearsalStep; readonly by: string; readonly at: string; readonly wrong: Sealed | null }
>;
export type RehearsalEnded = DomainEvent<
  'RehearsalEnded',
  /** What was learned, as class `text` of `rehearsal/<id>/lessons`. */
  { readonly by: string; readonly at: string; readonly lessons: Sealed | null }
>;
export type RehearsalEvent = RehearsalStarted | RehearsalStepDone | RehearsalEnded;

export const rehearsalEventTypes = {
  RehearsalStarted: { version: 1 },
  RehearsalStepDone: { version: 1 },
  RehearsalEnded: { version: 1 },
} as const satisfies Record<RehearsalEvent['type'], { version: number }>;
export const isRehearsalEvent = (event: DomainEvent): event is RehearsalEvent => event.type in rehearsalEventTypes;
export const rehearsalStream = (rehearsal: string): string => `rehearsal/${rehearsal}`;

export interface Rehearsed {
  readonly started: RehearsalStarted['data'];
  readonly done: readonly RehearsalStepDone['data'][];
  readonly ended: RehearsalEnded['data'] | null;
}
export type RehearsalState = Rehearsed | undefined;

function evolve(state: RehearsalState, event: RehearsalEvent): RehearsalState {
  if (event.type === 'RehearsalStarted') return { started: event.data, done: [], ended: null };
  if (state === undefined) throw new Error(`${event.type} before RehearsalStarted`);
  switch (event.type) {
    case 'RehearsalStepDone':
      return { ...state, done: [...state.done, event.data] };
    case 'RehearsalEnded':
      return { ...state, ended: event.data };
    default:
      return never(event);
  }
}

export const rehearsalDecider: Decider<RehearsalState, RehearsalEvent> = { initialState: undefined, evolve };

type Decided = Decision<RehearsalEvent>;

export function startRehearsal(state: RehearsalState, started: RehearsalStarted['data']): Decided {
  if (state !== undefined) return [];
  if (started.second === started.by) return refuse('rehearsal-needs-two-people', 'second');
  return [{ type: 'RehearsalStarted', schemaVersion: 1, data: started }];
}

/** In whichever order they were done: people do not always keep to the list, and that is worth seeing. */
export function finishStep(
  state: RehearsalState,
  done: Omit<RehearsalStepDone['data'], 'step'> & { readonly step: string },
): Decided {
  if (state === undefined) return refuse('rehearsal-not-found');
  if (state.ended !== null) return refuse('rehearsal-over');
  const step = stepsOf(state).find((each) => each === done.step);
  if (step === undefined) return refuse('rehearsal-step-unknown', 'step');
  if (state.done.some((each) => each.step === step)) return refuse('rehearsal-step-done', 'step');
  return [{ type: 'RehearsalStepDone', schemaVersion: 1, data: { ...done, step } }];
}

export function endRehearsal(state: RehearsalState, ended: RehearsalEnded['data']): Decided {
  if (state === undefined) return refuse('rehearsal-not-found');
  if (state.ended !== null) return [];
  if (!state.done.some(({ step }) => step === 'clear-away')) return refuse('rehearsal-to-clear-away', 'lessons');
  return [{ type: 'RehearsalEnded', schemaVersion: 1, data: ended }];
}

export const stepsOf = ({ started }: Rehearsed): readonly RehearsalStep[] => stepsOfRehearsal[started.kind];

/** Whole seconds from the start to each step, in the usual order; null: not done. */
export function timesOf(
  rehearsed: Rehearsed,
): readonly { readonly step: RehearsalStep; readonly seconds: number | null }[] {
  const start = Date.parse(rehearsed.started.at);
  return stepsOf(rehearsed).map((step) => {
    const done = rehearsed.done.find((each) => each.step === step);
    return { step, seconds: done === undefined ? null : Math.round((Date.parse(done.at) - start) / 1_000) };
  });
}
