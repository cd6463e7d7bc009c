/** What a measure is held against: the issue's own numbers. */
export interface Floor {
  readonly is: 'at least' | 'at most' | 'under';
  readonly value: number;
}

export type Unit = 'ratio' | 'ms' | 's' | 'MB' | '% of a core';

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly unit: Unit;
  /** One figure a round, in the order they were taken. None: it could not be run, and `beside` says why. */
  readonly runs: readonly number[];
  /** Left out: told for its own sake. */
  readonly floor?: Floor;
  /** What lies behind the figure: rates, sizes. */
  readonly beside: string;
}

export interface Summary extends Row {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly isMet: boolean | null;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

const isWithin = (figure: number, { is, value }: Floor): boolean =>
  is === 'at least' ? figure >= value : is === 'at most' ? figure <= value : figure < value;

export function summaryOf(row: Row): Summary {
  const { floor, runs } = row;
  const middle = median(runs);
  const isMet = floor === undefined ? null : isWithin(middle, floor);
  return { ...row, median: middle, lowest: Math.min(...runs), highest: Math.max(...runs), isMet };
}

const shown = (value: number, unit: Unit): string => value.toFixed(unit === 'MB' ? 0 : unit === 'ms' ? 3 : 2);

const cellsOf = (row: Summary): readonly string[] => {
  const { name, unit, median: middle, lowest, highest, floor, isMet, runs, beside } = row;
  if (runs.length === 0) return [name, 'not run', '-', '-', '-', beside];
  return [
    name,
    `${shown(middle, unit)} ${unit}`,
    `${shown(lowest, unit)} to ${shown(highest, unit)} (${String(runs.length)})`,
    floor === undefined ? '-' : `${floor.is} ${String(floor.value)}`,
    isMet === null ? '-' : isMet ? 'met' : 'NOT MET',
    beside,
  ];
};

export function tableOf(rows: readonly Summary[]): string {
  const heads = ['measure', 'median', 'lowest to highest (runs)', 'floor', '', 'beside'];
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Things done in a second, rounded for people. */
export const rate = (count: number, milliseconds: number): number => Math.round((count / milliseconds) * 1_000);

/** Milliseconds of processor that this process has had: does not see who else is at work on the machine. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
