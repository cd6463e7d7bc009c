import { hideSmall, type HiddenElsewhere, type ShownTable } from './hide-small.js';

/** Tables of one shape of which one tells the other, because both together are known: what is hidden in one is in all. */
export function hideSmallAlike(
  tables: readonly (readonly (readonly number[])[])[],
  isHiddenElsewhere: HiddenElsewhere = () => false,
): readonly ShownTable[] {
  let hidden: ReadonlySet<string> = new Set();
  for (;;) {
    const known = hidden;
    const shown = tables.map((cells) =>
      hideSmall(cells, (row, column) => isHiddenElsewhere(row, column) || known.has(placeOf(row, column))),
    );
    hidden = new Set([...known, ...shown.flatMap(hiddenIn)]);
    if (hidden.size === known.size) return shown;
  }
}

const placeOf = (row: number, column: number): string => `${String(row)} ${String(column)}`;

/** Totals stand one past the last row and column. */
function hiddenIn({ cells, rowTotals, columnTotals, total }: ShownTable): readonly string[] {
  const lines = [...cells.map((line, row) => [...line, rowTotals[row]]), [...columnTotals, total]];
  return lines.flatMap((line, row) => line.flatMap((count, column) => (count === null ? [placeOf(row, column)] : [])));
}
