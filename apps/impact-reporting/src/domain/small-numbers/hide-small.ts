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
  readonly isTotal: boolean;
  isHidden: boolean;
}

/**
 * Hides small counts, and as many others as it takes that none of them can be worked out by subtraction, not even
 * how many two small groups are together. Nothing counted (0) is shown: that nobody spoke to a domain is a finding.
 * `rowsHidden`: rows whose total is hidden elsewhere; nothing of them is shown here.
 */
export function hideSmall(
  cells: readonly (readonly number[])[],
  rowsHidden: ReadonlySet<number> = new Set(),
  isTotalHidden = false,
): ShownTable {
  const rows = cells.length;
  const columns = cells[0]?.length ?? 0;
  const edges = edgesOf(cells);
  for (const edge of edges) {
    const isElsewhere = rowsHidden.has(edge.row) || (isTotalHidden && edge.row === rows && edge.column === columns);
    edge.isHidden = isSmall(edge.count) || (isElsewhere && edge.count > 0);
  }
  while (hideOneMore(edges, rows, columns));
  const shown = (row: number, column: number): ShownCount => {
    const edge = edges[row * (columns + 1) + column];
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

/**
 * Tables that break the same rows down in different ways, and so share the totals of their rows: a total that is hidden
 * in one is hidden in all, with its whole row. So is the total of all.
 */
export function hideSmallInAll(tables: readonly (readonly (readonly number[])[])[]): readonly ShownTable[] {
  const rowsHidden = new Set<number>();
  let isTotalHidden = false;
  for (;;) {
    const shown = tables.map((cells) => hideSmall(cells, rowsHidden, isTotalHidden));
    const before = rowsHidden.size;
    for (const { rowTotals } of shown) {
      for (const [row, total] of rowTotals.entries()) if (total === null) rowsHidden.add(row);
    }
    const isOneHidden = shown.some(({ total }) => total === null);
    if (rowsHidden.size === before && isOneHidden === isTotalHidden) return shown;
    isTotalHidden = isOneHidden;
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

function edgesOf(cells: readonly (readonly number[])[]): Edge[] {
  const columnTotals = (cells[0] ?? []).map((_, column) => sum(cells.map((row) => row[column] ?? 0)));
  const withTotals = [...cells, columnTotals].map((row) => [...row, sum(row)]);
  return withTotals.flatMap((counts, row) =>
    counts.map((count, column) => ({
      ...{ row, column, count },
      isTotal: row === cells.length || column === counts.length - 1,
      isHidden: false,
    })),
  );
}

/** False when there is no need to hide more. */
function hideOneMore(edges: readonly Edge[], rows: number, columns: number): boolean {
  const edge = lineOfFew(edges, rows, columns) ?? acrossTheCut(edges);
  if (edge === undefined) return false;
  edge.isHidden = true;
  return true;
}

/** A line whose total is shown tells how many its hidden cells are together: that must be no small number either. */
function lineOfFew(edges: readonly Edge[], rows: number, columns: number): Edge | undefined {
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
    return smallestShown(parts) ?? total;
  }
  return undefined;
}

/**
 * A hidden edge on no ring is the only hidden one between two parts of the table. The two balance, so another count
 * that is not 0 goes across: hidden as well, it begins a ring.
 */
function acrossTheCut(edges: readonly Edge[]): Edge | undefined {
  const hidden = edges.filter(({ isHidden }) => isHidden);
  for (const edge of hidden) {
    const others = hidden.filter((each) => each !== edge);
    const { rows, columns } = reachedFrom(edge.row, others);
    if (columns.has(edge.column)) continue;
    const across = edges.filter(({ row, column }) => rows.has(row) !== columns.has(column));
    const next = smallestShown(across);
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

/** Totals last: they are what is read first. */
function smallestShown(edges: readonly Edge[]): Edge | undefined {
  return edges
    .filter(({ isHidden, count }) => !isHidden && count > 0)
    .sort((one, other) => Number(one.isTotal) - Number(other.isTotal) || one.count - other.count)[0];
}
