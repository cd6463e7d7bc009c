import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

export const breachKinds = ['stories', 'names', 'contacts', 'answers', 'choices', 'accounts', 'other'] as const;
export type BreachKind = (typeof breachKinds)[number];

/** To the people whose data they are. */
export const breachRisks = ['unlikely', 'likely', 'high'] as const;
export type BreachRisk = (typeof breachRisks)[number];

export const regulatorStates = ['to-decide', 'told', 'not-needed'] as const;
export type RegulatorState = (typeof regulatorStates)[number];

/** What stands in clear: times, numbers and kinds. What happened and to whom is sealed. */
export interface BreachFacts {
  /** ISO 8601, UTC: the 72 hours run from here. */
  readonly foundAt: string;
  /** Null: not known yet. */
  readonly people: number | null;
  readonly kinds: readonly BreachKind[];
  readonly risk: BreachRisk;
  readonly regulator: RegulatorState;
  readonly regulatorToldAt: string | null;
  readonly peopleToldAt: string | null;
  readonly closedAt: string | null;
}

/** Sealed as class `text` of `breach/<id>`. */
export interface BreachWords {
  readonly what: string;
  readonly measures: string;
  /** Why the regulator need not be told. */
  readonly whyNotTold: string;
}

/** The whole entry as it stands since; what it said before stays in the log. */
export type BreachWritten = DomainEvent<
  'BreachWritten',
  { readonly breach: string; readonly facts: BreachFacts; readonly words: Sealed }
>;
export const breachEventTypes = { BreachWritten: { version: 1 } } as const;
export const isBreachEvent = (event: DomainEvent): event is BreachWritten => event.type === 'BreachWritten';
export const breachStream = (breach: string): string => `breach/${breach}`;

export type BreachState = BreachWritten['data'] | undefined;
export const breachDecider: Decider<BreachState, BreachWritten> = {
  initialState: undefined,
  evolve: (_, event) => event.data,
};

export interface BreachGiven extends Omit<BreachFacts, 'closedAt'> {
  readonly isClosed: boolean;
  /** Whether it is said why the regulator need not be told. */
  readonly hasReason: boolean;
}

export function writeBreach(
  state: BreachState,
  breach: string,
  { isClosed, hasReason, ...facts }: BreachGiven,
  words: Sealed,
  now: string,
): Decision<BreachWritten> {
  const { foundAt, regulator, regulatorToldAt, peopleToldAt } = facts;
  if (foundAt > now) return refuse('breach-found-in-future', 'foundAt');
  if (regulator === 'told' && regulatorToldAt === null) return refuse('breach-told-when-missing', 'regulatorToldAt');
  if (regulator === 'not-needed' && !hasReason) return refuse('breach-reason-missing', 'whyNotTold');
  if (regulatorToldAt !== null && isOutside(regulatorToldAt, foundAt, now)) {
    return refuse('breach-told-outside', 'regulatorToldAt');
  }
  if (peopleToldAt !== null && isOutside(peopleToldAt, foundAt, now)) {
    return refuse('breach-told-outside', 'peopleToldAt');
  }
  if (isClosed && regulator === 'to-decide') return refuse('breach-regulator-undecided', 'regulator');
  const closedAt = isClosed ? (state?.facts.closedAt ?? now) : null;
  return [{ type: 'BreachWritten', schemaVersion: 1, data: { breach, facts: { ...facts, closedAt }, words } }];
}

const isOutside = (at: string, from: string, to: string): boolean => at < from || at > to;

const hourMs = 3_600_000;
const hoursToTell = 72;

export interface BreachClock {
  readonly dueAt: string;
  readonly state: 'running' | 'overdue' | 'told-in-time' | 'told-late' | 'not-needed';
  /** Whole hours still left, or gone since. */
  readonly hours: number;
}

/** Article 33: 72 hours from when somebody knew of it, nights and Sundays too. */
export function clockOfBreach({ foundAt, regulator, regulatorToldAt }: BreachFacts, now: string): BreachClock {
  const due = Date.parse(foundAt) + hoursToTell * hourMs;
  const dueAt = new Date(due).toISOString();
  const hours = Math.floor(Math.abs(due - Date.parse(now)) / hourMs);
  if (regulator === 'not-needed') return { dueAt, state: 'not-needed', hours };
  if (regulatorToldAt !== null && regulator === 'told') {
    return { dueAt, state: Date.parse(regulatorToldAt) <= due ? 'told-in-time' : 'told-late', hours };
  }
  return { dueAt, state: Date.parse(now) <= due ? 'running' : 'overdue', hours };
}
