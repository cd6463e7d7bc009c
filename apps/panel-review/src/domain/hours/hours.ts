import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

/** What one member gave to one meeting, and what they are owed for it. Money in pence. */
export type HoursKept = DomainEvent<
  'HoursKept',
  {
    readonly sitting: string;
    readonly organisation: string;
    readonly programme: string;
    readonly panel: string;
    readonly period: string;
    readonly member: string;
    /** Reading and meeting. */
    readonly minutes: number;
    /** As it was arranged when this was kept; nothing: not paid. */
    readonly payAnHour: number;
    readonly expenses: number;
  }
>;
export type PaymentMade = DomainEvent<'PaymentMade', { readonly pence: number; readonly paidOn: string }>;
export type HoursEvent = HoursKept | PaymentMade;

export const hoursEventTypes = { HoursKept: { version: 1 }, PaymentMade: { version: 1 } } as const;
export const isHoursEvent = (event: DomainEvent): event is HoursEvent => event.type in hoursEventTypes;

export const hoursId = (sitting: string, member: string): string => `${sitting}.${member}`;
export const hoursStream = (sitting: string, member: string): string => `hours/${hoursId(sitting, member)}`;

export interface HoursState {
  /** As they were kept last: they replace what was kept before. */
  readonly kept: HoursKept['data'];
  readonly payments: readonly PaymentMade['data'][];
}

export const hoursDecider: Decider<HoursState | undefined, HoursEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'HoursKept') return { kept: event.data, payments: state?.payments ?? [] };
    if (state === undefined) throw new Error(`${event.type} before HoursKept`);
    return event.type === 'PaymentMade' ? { ...state, payments: [...state.payments, event.data] } : never(event);
  },
};

/** Whole pence, halves up. */
export const earned = ({ minutes, payAnHour, expenses }: HoursKept['data']): number =>
  Math.floor((minutes * payAnHour) / 60 + 0.5) + expenses;

export const paid = ({ payments }: Pick<HoursState, 'payments'>): number =>
  payments.reduce((sum, { pence }) => sum + pence, 0);

/** What is still to be paid; never less than nothing where hours were put right afterwards. */
export const owed = (state: HoursState): number => Math.max(0, earned(state.kept) - paid(state));

export function keepHours(state: HoursState | undefined, data: HoursKept['data']): Decision<HoursEvent> {
  const before = state?.kept;
  const isSame =
    before?.minutes === data.minutes && before.expenses === data.expenses && before.payAnHour === data.payAnHour;
  return isSame ? [] : [{ type: 'HoursKept', schemaVersion: 1, data }];
}

/** All that is owed, or a part of it: no more. */
export function makePayment(
  state: HoursState | undefined,
  organisation: string,
  payment: PaymentMade['data'],
): Decision<HoursEvent> {
  if (state?.kept.organisation !== organisation) return refuse('hours-not-found');
  const isAmount = Number.isSafeInteger(payment.pence) && payment.pence > 0;
  if (!isAmount || payment.pence > owed(state)) return refuse('paid-more-than-owed', 'pence', { owed: owed(state) });
  return [{ type: 'PaymentMade', schemaVersion: 1, data: payment }];
}
