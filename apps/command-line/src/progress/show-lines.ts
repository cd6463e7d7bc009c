import type { Writing } from '../terminal.js';
import type { Progress } from './show-progress.js';

/** Whoever reads the log of a night wants to see that it goes on, not each step. */
const lineEveryMs = 5_000;

/** Where there is no terminal: a plain line now and then, none where it was quick. */
export function showLines(
  errors: Writing,
  line: (value: number, total: number) => string,
  now = () => performance.now(),
): Progress {
  let last = now();
  return {
    show: (value, total) => {
      if (now() - last < lineEveryMs) return;
      last = now();
      errors.write(`${line(value, total)}\n`);
    },
    stop: () => undefined,
  };
}
