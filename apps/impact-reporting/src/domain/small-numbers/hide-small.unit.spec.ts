import fc from 'fast-check';

import { hideSmall, hideSmallInAll, isSmall, type ShownTable } from './hide-small.js';
import { eliminated } from './testing/eliminated.js';

const tables = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
  fc.array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })), {
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: rows, maxLength: rows },
  ),
);

/** Of several tables with the same totals of rows: each row is dealt out again. */
const familiesOfTables = fc.tuple(tables, fc.array(fc.nat(), { minLength: 8, maxLength: 8 })).map(([first, turns]) => {
  const second = first.map((row, at) => {
    const all = row.reduce((sum, count) => sum + count, 0);
    const left = all === 0 ? 0 : (turns[at] ?? 0) % (all + 1);
    return [left, all - left];
  });
  return [first, second] as const;
});

/**
 * Written apart from what is tested: the sums that hold between the counts of tables, as lines of a linear system over
 * the hidden ones alone. What stands by itself after elimination can be worked out by subtraction.
 */
function workedOut(shown: readonly ShownTable[], sharesRowTotals: boolean): readonly string[] {
  const names: string[] = [];
  const equations: Map<string, number>[] = [];
  const hidden = (name: string, count: number | null, equation: Map<string, number>, sign: number): void => {
    if (count !== null) return;
    if (!names.includes(name)) names.push(name);
    equation.set(name, (equation.get(name) ?? 0) + sign);
  };
  shown.forEach(({ cells, rowTotals, columnTotals, total }, table) => {
    const of = (name: string): string =>
      sharesRowTotals && /^(row|total)/.test(name) ? name : `${String(table)} ${name}`;
    const equation = (): Map<string, number> => {
      const made = new Map<string, number>();
      equations.push(made);
      return made;
    };
    cells.forEach((row, r) => {
      const ofRow = equation();
      row.forEach((count, c) => {
        hidden(of(`cell ${String(r)} ${String(c)}`), count, ofRow, 1);
      });
      hidden(of(`row ${String(r)}`), rowTotals[r] ?? null, ofRow, -1);
    });
    columnTotals.forEach((count, c) => {
      const ofColumn = equation();
      cells.forEach((row, r) => {
        hidden(of(`cell ${String(r)} ${String(c)}`), row[c] ?? null, ofColumn, 1);
      });
      hidden(of(`column ${String(c)}`), count, ofColumn, -1);
    });
    const ofRows = equation();
    rowTotals.forEach((count, r) => {
      hidden(of(`row ${String(r)}`), count, ofRows, 1);
    });
    hidden(of('total'), total, ofRows, -1);
    const ofColumns = equation();
    columnTotals.forEach((count, c) => {
      hidden(of(`column ${String(c)}`), count, ofColumns, 1);
    });
    hidden(of('total'), total, ofColumns, -1);
  });
  const reduced = eliminated(equations.map((each) => names.map((name) => each.get(name) ?? 0)));
  return reduced.flatMap((line) => {
    const in_ = line.flatMap((factor, at) => (Math.abs(factor) > 1e-9 ? [at] : []));
    return in_.length === 1 ? [names[in_[0] ?? 0] ?? ''] : [];
  });
}

const all = ({ cells, rowTotals, columnTotals, total }: ShownTable) => [
  ...cells.flat(),
  ...rowTotals,
  ...columnTotals,
  total,
];

describe('small numbers', () => {
  it('are from 1 to 4: nothing is a finding, and five are a group', () => {
    expect([0, 1, 4, 5].map(isSmall)).toEqual([false, true, true, false]);
  });

  it('leave a table alone that has none', () => {
    expect(
      hideSmall([
        [10, 0],
        [5, 7],
      ]),
    ).toEqual({
      cells: [
        [10, 0],
        [5, 7],
      ],
      rowTotals: [10, 12],
      columnTotals: [15, 7],
      total: 22,
    });
  });

  it('take the smallest other of their row and of their column with them, and one more that closes the ring', () => {
    // 3 is small. Row: 10 goes with it. Column of 3: 20. Then 10 and 20 meet at 30, or each would stand alone.
    expect(
      hideSmall([
        [3, 10, 40],
        [20, 30, 40],
      ]),
    ).toEqual({
      cells: [
        [null, null, 40],
        [null, null, 40],
      ],
      rowTotals: [53, 90],
      columnTotals: [23, 40, 80],
      total: 143,
    });
  });

  it('take their total with them where nothing else is in the row', () => {
    const { cells, rowTotals, columnTotals, total } = hideSmall([
      [3, 0],
      [20, 30],
      [11, 40],
    ]);
    expect([cells[0], rowTotals[0]]).toEqual([[null, 0], null]);
    // Else 104 less the other two periods would say 3.
    expect([rowTotals.filter((each) => each === null).length, total]).toEqual([2, 104]);
    expect(columnTotals[1]).toBe(70);
  });

  it('are not told two together either', () => {
    // 1 and 2 are hidden already; 63 less 60 would say that both together are 3.
    expect(
      hideSmall([
        [1, 2, 60],
        [50, 50, 50],
      ]).cells[0],
    ).toEqual([null, null, null]);
  });

  it('cannot be worked out by subtraction in any table, and no total of theirs either', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const shown = hideSmall(cells);
        expect(workedOut([shown], false)).toEqual([]);
        expect(all(shown).filter((count) => count !== null && isSmall(count))).toEqual([]);
      }),
      { numRuns: 2_000, seed: 20261121 },
    );
  });

  it('are hidden with no more than is there: nothing counted stays shown, and what is shown is what was counted', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const shown = hideSmall(cells);
        cells.forEach((row, r) => {
          row.forEach((count, c) => {
            const cell = shown.cells[r]?.[c];
            if (count === 0) expect(cell).toBe(0);
            else expect([count, null]).toContain(cell);
          });
        });
      }),
      { numRuns: 500, seed: 20261121 },
    );
  });

  it('could each be another whole number: one more and one less agree with all that is shown', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        // On a ring of hidden counts, none of them 0, every second one can be one more and the others one less.
        const { cells: shown } = hideSmall(cells);
        shown.forEach((row, r) => {
          row.forEach((cell, c) => {
            if (cell === null) expect(cells[r]?.[c]).toBeGreaterThan(0);
          });
        });
      }),
      { numRuns: 500, seed: 20261121 },
    );
  });

  it('cannot be worked out across tables that share the totals of their rows', () => {
    fc.assert(
      fc.property(familiesOfTables, (family) => {
        const shown = hideSmallInAll(family);
        expect(workedOut(shown, true)).toEqual([]);
        expect([shown[0]?.rowTotals, shown[0]?.total]).toEqual([shown[1]?.rowTotals, shown[1]?.total]);
      }),
      { numRuns: 2_000, seed: 20261121 },
    );
  });
});
