import { daysAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** `foi`: a request under the Freedom of Information Act, with its clock. `disclosure`: anything else that was asked for. */
export const disclosureKinds = ['foi', 'disclosure'] as const;
export type DisclosureKind = (typeof disclosureKinds)[number];

export const disclosureBases = [
  'freedom-of-information',
  'court-order',
  'safeguarding',
  'crime',
  'legal-duty',
  'agreement',
  'other',
] as const;
export type DisclosureBasis = (typeof disclosureBases)[number];

export const disclosureOutcomes = ['open', 'given', 'given-in-part', 'refused', 'not-held', 'taken-back'] as const;
export type DisclosureOutcome = (typeof disclosureOutcomes)[number];

/** What stands in clear: days and kinds. Who asked, for what, and what they were given is sealed. */
export interface DisclosureFacts {
  readonly kind: DisclosureKind;
  readonly basis: DisclosureBasis;
  /** `2026-11-21` */
  readonly receivedOn: string;
  /** Days that are no working days within the time, as whoever keeps the register counts them. */
  readonly bankHolidays: number;
  readonly outcome: DisclosureOutcome;
  readonly answeredOn: string | null;
}

/** Sealed as class `text` of `disclosure/<id>`. */
export interface DisclosureWords {
  readonly who: string;
  readonly what: string;
  readonly given: string;
  readonly decidedBy: string;
  readonly why: string;
}

export type DisclosureWritten = DomainEvent<
  'DisclosureWritten',
  { readonly disclosure: string; readonly facts: DisclosureFacts; readonly words: Sealed }
>;
export const disclosureEventTypes = { DisclosureWritten: { version: 1 } } as const;
export const isDisclosureEvent = (event: DomainEvent): event is DisclosureWritten => event.type === 'DisclosureWritten';
export const disclosureStream = (disclosure: string): string => `disclosure/${disclosure}`;

export type DisclosureState = DisclosureWritten['data'] | undefined;
export const disclosureDecider: Decider<DisclosureState, DisclosureWritten> = {
  initialState: undefined,
  evolve: (_, event) => event.data,
};

export interface DisclosureGiven extends DisclosureFacts {
  /** Whether it is said who decided. */
  readonly isDecided: boolean;
}

export function writeDisclosure(
  disclosure: string,
  { isDecided, ...facts }: DisclosureGiven,
  words: Sealed,
  today: CalendarDay,
): Decision<DisclosureWritten> {
  const { receivedOn, outcome, answeredOn } = facts;
  if (receivedOn > today) return refuse('disclosure-received-in-future', 'receivedOn');
  if (outcome !== 'open' && answeredOn === null) return refuse('disclosure-answered-missing', 'answeredOn');
  if (outcome !== 'open' && !isDecided) return refuse('disclosure-decider-missing', 'decidedBy');
  if (answeredOn !== null && (answeredOn < receivedOn || answeredOn > today)) {
    return refuse('disclosure-answered-outside', 'answeredOn');
  }
  return [{ type: 'DisclosureWritten', schemaVersion: 1, data: { disclosure, facts, words } }];
}

const workingDaysToAnswer = 20;

/**
 * The twentieth working day after the day it came (Freedom of Information Act 2000, section 10). Saturdays and Sundays
 * are left out here, bank holidays as they were counted. Null: there is no such clock.
 */
export function dueOn({ kind, receivedOn, bankHolidays }: DisclosureFacts): string | null {
  if (kind !== 'foi') return null;
  let due = daysAfter(receivedOn, 0);
  for (let left = workingDaysToAnswer + bankHolidays; left > 0;) {
    due = daysAfter(due, 1);
    const ofWeek = new Date(due).getUTCDay();
    if (ofWeek !== 0 && ofWeek !== 6) left -= 1;
  }
  return due;
}

export const isOverdue = (facts: DisclosureFacts, today: CalendarDay): boolean =>
  facts.outcome === 'open' && (dueOn(facts) ?? today) < today;
