import { hideSmallAlike } from '../small-numbers/hide-small-alike.js';
import type { Attribute, Series } from './measured.js';
import { shareOfShown, type Frame } from './series.js';
import { countedBy, periodOf, type StoryCounted, type StoryTables } from './story-tables.js';

/** How many of all were for the worse. */
export function negativeShares({ negative }: StoryTables): Series {
  const { rowTotals, total } = negative;
  return {
    ...{ measure: 'negative-share', unit: 'share', isKnown: true },
    periods: rowTotals.map((whole, row) => ({ whole: shareOfShown(negative.cells[row]?.[0], whole), parts: [] })),
    overall: { whole: shareOfShown(negative.columnTotals[0], total), parts: [] },
  };
}

/**
 * How many of each part were. How many were told in it is shown elsewhere, so that those for the worse tell the others: what
 * is hidden of the ones is of the others, and what tells of neither is hidden where all of them are.
 */
export function negativeSharesIn(
  attribute: Attribute,
  stories: readonly StoryCounted[],
  tables: StoryTables,
  { periods, parts }: Frame,
): Series {
  const all = negativeShares(tables);
  const told = tables.byAttribute[attribute];
  const { cells, columnTotals } = tables.negative;
  const count = (isNegative: boolean) =>
    countedBy(
      stories.filter((story) => story.isNegative === isNegative),
      periodOf,
      ({ keys }) => keys[attribute],
      periods,
      parts,
    );
  // What is hidden of all of them is hidden here as well; a part of which it is hidden how many were told shows no share.
  const isUntold = (row: number, column: number): boolean =>
    column === parts.length && (row === periods.length ? columnTotals[0] : cells[row]?.[0]) === null;
  const [shown] = hideSmallAlike([count(true), count(false)], isUntold);
  // Kept safe only by hiding what is shown of all: then no part is shown.
  const isSafe =
    shown !== undefined &&
    shown.total === columnTotals[0] &&
    shown.rowTotals.every((each, row) => each === cells[row]?.[0]);
  return {
    ...all,
    periods: all.periods.map((period, row) => ({
      ...period,
      parts: parts.map((_, column) =>
        shareOfShown(isSafe ? shown.cells[row]?.[column] : null, told.cells[row]?.[column]),
      ),
    })),
    overall: {
      ...all.overall,
      parts: parts.map((_, column) =>
        shareOfShown(isSafe ? shown.columnTotals[column] : null, told.columnTotals[column]),
      ),
    },
  };
}
