import { isSmall, type ShownCount } from '../small-numbers/hide-small.js';
import { median, type Figures, type Measured, type MeasureName, type Series, type Unit } from './measured.js';

/** Something that is measured, in its period and in its part of the breakdown. */
export interface Placed<Item> {
  readonly period: string;
  readonly part: string | null;
  readonly item: Item;
}

export interface Frame {
  readonly periods: readonly string[];
  readonly parts: readonly string[];
}

/** One figure for each period, each part, and for all: `figureOf` is given what lies there. */
export function seriesOf<Item>(
  measure: MeasureName,
  unit: Unit,
  { periods, parts }: Frame,
  placed: readonly Placed<Item>[] | undefined,
  figureOf: (items: readonly Item[]) => Measured,
): Series {
  const lists = new Map<string, Item[]>();
  const add = (key: string, item: Item): void => {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [item]);
    else list.push(item);
  };
  const key = (period: string | null, part: string | null): string => JSON.stringify([period, part]);
  for (const { period, part, item } of placed ?? []) {
    if (!periods.includes(period)) continue;
    for (const each of [period, null]) {
      add(key(each, null), item);
      if (part !== null) add(key(each, part), item);
    }
  }
  const figures = (period: string | null): Figures => ({
    whole: figureOf(lists.get(key(period, null)) ?? []),
    parts: parts.map((part) => figureOf(lists.get(key(period, part)) ?? [])),
  });
  return { measure, unit, isKnown: placed !== undefined, periods: periods.map(figures), overall: figures(null) };
}

/** The middle of what people took or wrote; of fewer than five it would be about somebody. */
export const medianOfEnough = (values: readonly number[]): Measured =>
  isSmall(values.length) ? 'hidden' : median(values);

export const shareOfEnough = (part: number, whole: number): Measured =>
  whole === 0 ? null : isSmall(whole) ? 'hidden' : part / whole;

export const asMeasured = (count: ShownCount | undefined): Measured => count ?? 'hidden';

/** A share of two counts, where both may be shown. */
export function shareOfShown(part: ShownCount | undefined, whole: ShownCount | undefined): Measured {
  if (whole === 0) return null;
  return typeof part === 'number' && typeof whole === 'number' ? part / whole : 'hidden';
}
