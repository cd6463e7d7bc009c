import { type Decider, type Decision, never, type DomainEvent } from '#contracts/shared/decider.js';

/** Every story of a sitting has its items: from now on the period waits for them, and not for the sitting. */
export type SittingTaken = DomainEvent<
  'SittingTaken',
  { readonly sitting: string; readonly programme: string; readonly period: string; readonly items: number }
>;
/** Every sitting closed, every item sent or closed. */
export type FeedbackCompleted = DomainEvent<
  'FeedbackCompleted',
  { readonly programme: string; readonly period: string; readonly items: number }
>;
/** A further sitting, or an item that came back. */
export type FeedbackResumed = DomainEvent<
  'FeedbackResumed',
  { readonly programme: string; readonly period: string; readonly items: number; readonly seenTo: number }
>;

export type FeedbackPeriodEvent = SittingTaken | FeedbackCompleted | FeedbackResumed;

export const feedbackPeriodEventTypes = {
  SittingTaken: { version: 1 },
  FeedbackCompleted: { version: 1 },
  FeedbackResumed: { version: 1 },
} as const satisfies Record<FeedbackPeriodEvent['type'], { version: number }>;

export const isFeedbackPeriodEvent = (event: DomainEvent): event is FeedbackPeriodEvent =>
  event.type in feedbackPeriodEventTypes;

export const feedbackPeriodStream = (programme: string, period: string): string =>
  `feedback-of-period/${programme}/${period}`;

export interface FeedbackPeriod {
  readonly sittings: readonly string[];
  readonly isComplete: boolean;
  readonly items: number;
}

export const feedbackPeriodDecider: Decider<FeedbackPeriod, FeedbackPeriodEvent> = {
  initialState: { sittings: [], isComplete: false, items: 0 },
  evolve: (state, event) => {
    switch (event.type) {
      case 'SittingTaken':
        return { ...state, sittings: [...state.sittings, event.data.sitting] };
      case 'FeedbackCompleted':
        return { ...state, isComplete: true, items: event.data.items };
      case 'FeedbackResumed':
        return { ...state, isComplete: false };
      default:
        return never(event);
    }
  },
};

export const takeSitting = ({ sittings }: FeedbackPeriod, data: SittingTaken['data']): Decision<FeedbackPeriodEvent> =>
  sittings.includes(data.sitting) ? [] : [{ type: 'SittingTaken', schemaVersion: 1, data }];

export interface PeriodCounted {
  readonly programme: string;
  readonly period: string;
  readonly openSittings: number;
  readonly items: number;
  readonly seenTo: number;
}

/** Says it once, and says so when it is no longer true. A period without a single sitting is not complete. */
export function judgePeriod(
  { isComplete, sittings, items: before }: FeedbackPeriod,
  { programme, period, openSittings, items, seenTo }: PeriodCounted,
): Decision<FeedbackPeriodEvent> {
  const isNow = sittings.length > 0 && openSittings === 0 && seenTo === items;
  if (isNow && (!isComplete || before !== items)) {
    return [{ type: 'FeedbackCompleted', schemaVersion: 1, data: { programme, period, items } }];
  }
  return isComplete && !isNow
    ? [{ type: 'FeedbackResumed', schemaVersion: 1, data: { programme, period, items, seenTo } }]
    : [];
}
