import { hideSmall, hideSmallInAll, isSmall, type ShownCount } from '../small-numbers/hide-small.js';
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
  // One line a period and one for all; one column a part and one for the whole. 60,000 stories pass here four times.
  const lineOf = new Map(periods.map((period, at) => [period, at]));
  const columnOf = new Map(parts.map((part, at) => [part, at]));
  const lists = Array.from({ length: periods.length + 1 }, () =>
    Array.from({ length: parts.length + 1 }, (): Item[] => []),
  );
  for (const { period, part, item } of placed ?? []) {
    const line = lineOf.get(period);
    if (line === undefined) continue;
    const column = part === null ? undefined : columnOf.get(part);
    for (const list of [lists[line], lists[periods.length]]) {
      list?.[parts.length]?.push(item);
      if (column !== undefined) list?.[column]?.push(item);
    }
  }
  const figures = (line: number): Figures => ({
    whole: figureOf(lists[line]?.[parts.length] ?? []),
    parts: parts.map((_, column) => figureOf(lists[line]?.[column] ?? [])),
  });
  return {
    measure,
    unit,
    isKnown: placed !== undefined,
    periods: periods.map((_, line) => figures(line)),
    overall: figures(periods.length),
  };
}

/** Some of all. */
export interface Share {
  readonly of: number;
  readonly all: number;
}

const nothing: Share = { of: 0, all: 0 };
const sumOf = (shares: readonly Share[]): Share =>
  shares.reduce((sum, { of, all }) => ({ of: sum.of + of, all: sum.all + all }), nothing);

/** One line a period, one column a part, and last what lies in no part. */
function summed({ periods, parts }: Frame, placed: readonly Placed<Share>[]): readonly (readonly Share[])[] {
  // Added up in place: there may be 60,000.
  const sums = periods.map(() => Array.from({ length: parts.length + 1 }, () => ({ of: 0, all: 0 })));
  const lineOf = new Map(periods.map((period, at) => [period, at]));
  const columnOf = new Map(parts.map((part, at) => [part, at]));
  for (const { period, part, item } of placed) {
    const column = part === null ? undefined : columnOf.get(part);
    const sum = sums[lineOf.get(period) ?? -1]?.[column ?? parts.length];
    if (sum === undefined) continue;
    sum.of += item.of;
    sum.all += item.all;
  }
  return sums;
}

const shownShare = ({ of, all }: Share, shown: ShownCount | undefined): Measured =>
  all === 0 ? null : typeof shown === 'number' ? of / all : 'hidden';

/**
 * Shares whose parts add up to the whole. A share is hidden where what it is a share of must be: with all the others and the
 * whole, how many there were and what they did would be worked out.
 */
export function sharesOf(measure: MeasureName, frame: Frame, placed: readonly Placed<Share>[] | undefined): Series {
  const sums = summed(frame, placed ?? []);
  const [shown] = hideSmallInAll([sums.map((line) => line.map(({ all }) => all))]);
  const columns = frame.parts.map((_, column) => sums.map((line) => line[column] ?? nothing));
  return {
    ...{ measure, unit: 'share', isKnown: placed !== undefined },
    periods: sums.map((line, row) => ({
      whole: shownShare(sumOf(line), shown?.rowTotals[row] ?? undefined),
      parts: frame.parts.map((_, column) =>
        shownShare(line[column] ?? nothing, shown?.cells[row]?.[column] ?? undefined),
      ),
    })),
    overall: {
      whole: shownShare(sumOf(sums.flat()), shown?.total ?? undefined),
      parts: columns.map((column, at) => shownShare(sumOf(column), shown?.columnTotals[at] ?? undefined)),
    },
  };
}

/** Somebody may be in several parts, so that these do not add up to the whole; they are hidden as if they did. */
export function sharesOfPeople(
  measure: MeasureName,
  frame: Frame,
  whole: readonly Placed<Share>[] | undefined,
  inParts: readonly Placed<Share>[],
): Series {
  const all = sharesOf(measure, { ...frame, parts: [] }, whole);
  if (frame.parts.length === 0) return all;
  const sums = summed(frame, inParts).map((line) => line.slice(0, frame.parts.length));
  const shown = hideSmall(
    sums.map((line) => line.map((share) => share.all)),
    (row) => (all.periods[row] ?? all.overall).whole === 'hidden',
  );
  const columns = frame.parts.map((_, column) => sums.map((line) => line[column] ?? nothing));
  return {
    ...all,
    periods: all.periods.map((period, row) => ({
      ...period,
      parts: (sums[row] ?? []).map((share, column) => shownShare(share, shown.cells[row]?.[column] ?? undefined)),
    })),
    overall: {
      ...all.overall,
      parts: columns.map((column, at) => shownShare(sumOf(column), shown.columnTotals[at] ?? undefined)),
    },
  };
}

/** The middle of what people took or wrote; of fewer than five it would be about somebody. */
export const medianOfEnough = (values: readonly number[]): Measured =>
  isSmall(values.length) ? 'hidden' : median(values);

export const asMeasured = (count: ShownCount | undefined): Measured => count ?? 'hidden';

/** A share of two counts, where both may be shown. */
export function shareOfShown(part: ShownCount | undefined, whole: ShownCount | undefined): Measured {
  if (whole === 0) return null;
  return typeof part === 'number' && typeof whole === 'number' ? part / whole : 'hidden';
}
