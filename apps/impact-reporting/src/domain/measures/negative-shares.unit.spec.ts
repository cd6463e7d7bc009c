import fc from 'fast-check';

import { isSmall } from '../small-numbers/hide-small.js';
import { eliminated } from '../small-numbers/testing/eliminated.js';
import type { StoryFact } from './facts.js';
import { measure } from './measure.js';
import type { Figures, Measured, MeasureName } from './measured.js';

const periods = ['Q1', 'Q2'];
const routes = ['own', 'group'];
const all = 'all';

interface Told {
  readonly worse: number;
  readonly others: number;
}
const some = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 12 }));
/** By period and route. */
const toldStories = fc.array(
  fc.array(fc.record({ worse: some, others: some }), { minLength: routes.length, maxLength: routes.length }),
  { minLength: periods.length, maxLength: periods.length },
);

function shownOf(told: readonly (readonly Told[])[]) {
  const stories = told.flatMap((line, row) =>
    line.flatMap(({ worse, others }, column) =>
      Array.from({ length: worse + others }, (_, at): StoryFact => {
        const story = `${String(row)} ${String(column)} ${String(at)}`;
        return {
          ...{ story, teller: story, reference: story, period: periods[row] ?? '', route: routes[column] ?? '' },
          ...{ domain: at < worse ? 'lessons' : 'quality', collector: null, language: 'en' },
          ...{ toldOn: '2026-02-01', isWithdrawn: false },
        };
      }),
    ),
  );
  const domains = [
    { id: 'quality', kind: 'named' },
    { id: 'lessons', kind: 'negative' },
  ];
  const nothing = { meetings: [], feedback: undefined, verified: new Set<string>(), actions: [] };
  const design = { timeZone: 'Europe/London', periods, domains, panels: [] };
  const { series, parts } = measure({ stories, ...nothing }, design, 'route');
  const lines = (name: MeasureName): readonly Figures[] => {
    const found = series.find((each) => each.measure === name);
    return found === undefined ? [] : [...found.periods, found.overall];
  };
  return { parts, told: lines('stories-told'), shares: lines('negative-share') };
}

/** What follows from all that is shown, written apart from what hides it: a count that stands alone in the reduced system. */
function workedOut({ parts, told, shares }: ReturnType<typeof shownOf>): readonly string[] {
  const rows = [...periods, all];
  const columns = [...parts, all];
  const kinds = ['told', 'worse', 'others'] as const;
  const name = (kind: string, row: string, column: string): string => `${kind} ${row} ${column}`;
  const names = kinds.flatMap((kind) => rows.flatMap((row) => columns.map((column) => name(kind, row, column))));
  const equations: Map<string, number>[] = [];
  const holds = (factors: readonly (readonly [string, number])[], sum = 0): void => {
    equations.push(new Map([...factors, ['1', sum]]));
  };
  for (const kind of kinds) {
    for (const row of rows) {
      holds([...parts.map((part) => [name(kind, row, part), 1] as const), [name(kind, row, all), -1]]);
    }
    for (const column of columns) {
      holds([...periods.map((period) => [name(kind, period, column), 1] as const), [name(kind, all, column), -1]]);
    }
  }
  const shownAt = (lines: readonly Figures[], row: number, column: number): Measured | undefined =>
    column === parts.length ? lines[row]?.whole : lines[row]?.parts[column];
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      const [count, share] = [shownAt(told, r, c), shownAt(shares, r, c)];
      const at = (kind: string): string => name(kind, row, column);
      holds([
        [at('worse'), 1],
        [at('others'), 1],
        [at('told'), -1],
      ]);
      if (typeof count === 'number') holds([[at('told'), 1]], count);
      if (typeof share === 'number') {
        holds([
          [at('worse'), 1],
          [at('told'), -share],
        ]);
      }
    });
  });
  const reduced = eliminated(equations.map((each) => [...names, '1'].map((of) => each.get(of) ?? 0)));
  return reduced.flatMap((line) => {
    const left = names.filter((_, at) => Math.abs(line[at] ?? 0) > 1e-7);
    return left.length === 1 ? left : [];
  });
}

describe('how many of a kind were for the worse', () => {
  it('tells of no few, by itself or with how many were told, in all and in other periods', () => {
    fc.assert(
      fc.property(toldStories, (told) => {
        const shown = shownOf(told);
        const known = new Set(workedOut(shown));
        const few = told.flatMap((line, row) =>
          line.flatMap((counts, column) =>
            Object.entries({ ...counts, told: counts.worse + counts.others }).flatMap(
              ([kind, count]: [string, number]) =>
                isSmall(count) ? [`${kind} ${periods[row] ?? ''} ${routes[column] ?? ''}`] : [],
            ),
          ),
        );
        expect(few.filter((each) => known.has(each))).toEqual([]);
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });
});
