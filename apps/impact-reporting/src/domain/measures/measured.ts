/** A number as it may be shown: `hidden` where it would tell of fewer than five, null where there is nothing to measure. */
export type Measured = number | 'hidden' | null;

export const measureNames = [
  'stories-told',
  'share-of-stories',
  'negative-share',
  'tellers',
  'new-tellers',
  'returning-tellers',
  'collectors',
  'new-collectors',
  'returning-collectors',
  'top-collector-share',
  'meetings-closed',
  'participation',
  'reasons-rate',
  'median-reason-length',
  'rounds-to-outcome',
  'dissent-rate',
  'days-told-to-read',
  'days-read-to-decided',
  'days-told-to-decided',
  'days-decided-to-fed-back',
  'feedback-completion',
  'verification-cover',
  'recommendations-made',
  'actions-opened',
  'actions-closed',
] as const;
export type MeasureName = (typeof measureNames)[number];

export type Unit = 'count' | 'share' | 'days' | 'characters' | 'rounds';

/** What the measures are broken down by. `collected`: by the teller alone or by another; `teller`: new or returning. */
export const breakdowns = ['none', 'domain', 'panel', 'level', 'route', 'language', 'collected', 'teller'] as const;
export type Breakdown = (typeof breakdowns)[number];

/** Attributes of a story and of its teller. */
export const attributes = ['domain', 'route', 'language', 'collected', 'teller'] as const;
export type Attribute = (typeof attributes)[number];

export const isAttribute = (by: Breakdown): by is Attribute => attributes.some((attribute) => attribute === by);

export interface Figures {
  readonly whole: Measured;
  /** In the order of the breakdown's parts. */
  readonly parts: readonly Measured[];
}

/** One measure over time. */
export interface Series {
  readonly measure: MeasureName;
  readonly unit: Unit;
  /** False: what it is made of has not been heard of yet, which is not the same as none. */
  readonly isKnown: boolean;
  /** Of each period of the programme, in order. */
  readonly periods: readonly Figures[];
  readonly overall: Figures;
}

export function median(values: readonly number[]): number | null {
  // Sorted as numbers, without a call for every two of them: there may be 60,000.
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1] ?? upper;
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}
