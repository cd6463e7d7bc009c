import { median, type Row } from '../rows.js';

const looksEveryMs = 50;

/** Resident memory of this process while it works. */
export class MemoryWatch {
  readonly #seen: number[] = [];
  readonly #timer = setInterval(() => {
    this.#seen.push(process.memoryUsage.rss());
  }, looksEveryMs);

  /** The most in the second half of the time, as a ratio of the most in the first half. */
  growth(): number {
    clearInterval(this.#timer);
    const now = process.memoryUsage.rss();
    const seen = [now, ...this.#seen, now];
    const middle = Math.ceil(seen.length / 2);
    return Math.max(...seen.slice(middle)) / Math.max(...seen.slice(0, middle));
  }
}

export const memoryRow = (of: string, growths: readonly number[], mostBytes: number): Row => ({
  name: `${of}, memory of the second half against the first`,
  unit: 'ratio',
  runs: growths,
  floor: { is: 'at most', value: 1.1 },
  beside: `grows by ${((median(growths) - 1) * 100).toFixed(0)} %, ${(mostBytes / 1e6).toFixed(0)} MB after the last round`,
});
