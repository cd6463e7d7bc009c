/** Counts from 1 to one below this are not shown: who was counted could be known from them. */
export const smallUnder = 5;

export const isSmall = (count: number): boolean => count > 0 && count < smallUnder;

/** A count as it may be shown: null is hidden. */
export type ShownCount = number | null;

/** A table whose cells add up to its totals, along rows, along columns and over all. */
export interface ShownTable {
  readonly cells: readonly (readonly ShownCount[])[];
  readonly rowTotals: readonly ShownCount[];
  readonly columnTotals: readonly ShownCount[];
  readonly total: ShownCount;
}

/**
 * One count of the table with its totals, as an edge between its row and its column. Totals make one row and one column
 * more. In each row and in each column, cells less their total are nothing, so what is hidden can be worked out by
 * subtraction where, and only where, its edge lies on no ring of hidden edges.
 */
interface Edge {
  readonly row: number;
  readonly column: number;
  readonly count: number;
  readonly kind: 'cell' | 'column-total' | 'row-total' | 'total';
  isHidden: boolean;
}

/** Whether a count is hidden already, for a reason outside the table. Totals stand one past the last row and column. */
export type HiddenElsewhere = (row: number, column: number) => boolean;

/**
 * Hides small counts, and as many others as it takes that none of them can be worked out by subtraction, not even
 * how many two small groups are together. Nothing counted (0) is shown: that nobody spoke to a domain is a finding.
 */
export function hideSmall(
  cells: readonly (readonly number[])[],
  isHiddenElsewhere: HiddenElsewhere = () => false,
): ShownTable {
  const rows = cells.length;
  const columns = cells[0]?.length ?? 0;
  // Which ring is the smaller one is not seen from its first edge: both ways are gone, and the one that hides less is shown.
  const [best = []] = [cellsFirst, columnTotalsFirst]
    .map((order) => hiddenInOrder(cells, isHiddenElsewhere, order))
    .sort((one, other) => lossOf(one) - lossOf(other));
  const shown = (row: number, column: number): ShownCount => {
    const edge = best[row * (columns + 1) + column];
    return edge === undefined || edge.isHidden ? null : edge.count;
  };
  const along = <Item>(length: number, item: (at: number) => Item): readonly Item[] =>
    Array.from({ length }, (_, at) => item(at));
  return {
    cells: along(rows, (row) => along(columns, (column) => shown(row, column))),
    rowTotals: along(rows, (row) => shown(row, columns)),
    columnTotals: along(columns, (column) => shown(rows, column)),
    total: shown(rows, columns),
  };
}

/** What is hidden first, where there is a choice. How many there were in a row is what is read first: it goes last. */
type Order = readonly Edge['kind'][];
const cellsFirst: Order = ['cell', 'column-total', 'row-total', 'total'];
const columnTotalsFirst: Order = ['column-total', 'cell', 'row-total', 'total'];

const weights: Readonly<Record<Edge['kind'], number>> = {
  cell: 1,
  'column-total': 3,
  'row-total': 1_000,
  total: 1_000,
};
const lossOf = (edges: readonly Edge[]): number =>
  sum(edges.map(({ isHidden, kind }) => (isHidden ? weights[kind] : 0)));

function hiddenInOrder(
  cells: readonly (readonly number[])[],
  isHiddenElsewhere: HiddenElsewhere,
  order: Order,
): readonly Edge[] {
  const edges = edgesOf(cells);
  for (const edge of edges) {
    edge.isHidden = isSmall(edge.count) || (edge.count > 0 && isHiddenElsewhere(edge.row, edge.column));
  }
  while (hideOneMore(edges, cells.length, cells[0]?.length ?? 0, order));
  return edges;
}

/**
 * Tables that break the same rows down in different ways, and so share the totals of their rows. Which totals are hidden
 * is settled first: a row whose total is hidden shows nothing. A table that could be kept safe only by hiding another
 * total is not shown at all: how many there were each time matters more than one way of breaking it down.
 */
export function hideSmallInAll(
  tables: readonly (readonly (readonly number[])[])[],
  isHiddenElsewhere: (table: number, row: number, column: number) => boolean = () => false,
): readonly ShownTable[] {
  const totals = hideSmall((tables[0] ?? []).map((row) => [sum(row)]));
  const { rowTotals, total } = totals;
  return tables.map((cells, table) => {
    const columns = cells[0]?.length ?? 0;
    const shown = hideSmall(
      cells,
      (row, column) =>
        (row < cells.length ? rowTotals[row] === null : column === columns && total === null) ||
        isHiddenElsewhere(table, row, column),
    );
    const isSafe = shown.total === total && shown.rowTotals.every((each, row) => each === rowTotals[row]);
    if (isSafe) return shown;
    const nothing = Array.from({ length: columns }, () => null);
    return { cells: cells.map(() => nothing), columnTotals: nothing, rowTotals, total };
  });
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

function edgesOf(cells: readonly (readonly number[])[]): Edge[] {
  const columnTotals = (cells[0] ?? []).map((_, column) => sum(cells.map((row) => row[column] ?? 0)));
  const withTotals = [...cells, columnTotals].map((row) => [...row, sum(row)]);
  return withTotals.flatMap((counts, row) =>
    counts.map((count, column) => ({
      ...{ row, column, count },
      kind: kindOf(row === cells.length, column === counts.length - 1),
      isHidden: false,
    })),
  );
}

function kindOf(isLastRow: boolean, isLastColumn: boolean): Edge['kind'] {
  if (isLastRow) return isLastColumn ? 'total' : 'column-total';
  return isLastColumn ? 'row-total' : 'cell';
}

/** False when there is no need to hide more. */
function hideOneMore(edges: readonly Edge[], rows: number, columns: number, order: Order): boolean {
  const edge = lineOfFew(edges, rows, columns, order) ?? acrossTheCut(edges, order);
  if (edge === undefined) return false;
  edge.isHidden = true;
  return true;
}

/** A line whose total is shown tells how many its hidden cells are together: that must be no small number either. */
function lineOfFew(edges: readonly Edge[], rows: number, columns: number, order: Order): Edge | undefined {
  const lines = [
    ...Array.from({ length: rows + 1 }, (_, at) => edges.filter(({ row }) => row === at)),
    ...Array.from({ length: columns + 1 }, (_, at) => edges.filter(({ column }) => column === at)),
  ];
  for (const line of lines) {
    const total = line.at(-1);
    if (total === undefined || total.isHidden) continue;
    const parts = line.slice(0, -1);
    const hidden = parts.filter(({ isHidden }) => isHidden);
    if (!isSmall(sum(hidden.map(({ count }) => count)))) continue;
    return smallestShown(line, order);
  }
  return undefined;
}

/**
 * A hidden edge on no ring is the only hidden one between two parts of the table. The two balance, so another count
 * that is not 0 goes across: hidden as well, it begins a ring.
 */
function acrossTheCut(edges: readonly Edge[], order: Order): Edge | undefined {
  const hidden = edges.filter(({ isHidden }) => isHidden);
  for (const edge of hidden) {
    const others = hidden.filter((each) => each !== edge);
    const { rows, columns } = reachedFrom(edge.row, others);
    if (columns.has(edge.column)) continue;
    const across = edges.filter(({ row, column }) => rows.has(row) !== columns.has(column));
    const next = smallestShown(across, order);
    if (next !== undefined) return next;
  }
  return undefined;
}

function reachedFrom(row: number, edges: readonly Edge[]) {
  const rows = new Set([row]);
  const columns = new Set<number>();
  for (let before = -1; before < rows.size + columns.size;) {
    before = rows.size + columns.size;
    for (const edge of edges) {
      if (rows.has(edge.row)) columns.add(edge.column);
      else if (columns.has(edge.column)) rows.add(edge.row);
    }
  }
  return { rows, columns };
}

function smallestShown(edges: readonly Edge[], order: Order): Edge | undefined {
  return edges
    .filter(({ isHidden, count }) => !isHidden && count > 0)
    .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || one.count - other.count)[0];
}
