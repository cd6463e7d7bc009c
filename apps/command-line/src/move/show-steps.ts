import type { Progress } from '#service-kit/moving/move-house.js';
import type { Words } from '#web/words/words.js';

import { barForEach } from '../progress/bar-for-each.js';
import type { Terminal } from '../terminal.js';

/** A bar for each step on a terminal; a line for each step elsewhere, once when it begins and once when it ends. */
export function showSteps(
  terminal: Terminal,
  words: Words,
): { readonly show: (progress: Progress) => void; readonly stop: () => void } {
  const bars = barForEach(terminal, words);
  let last = '';
  let isWhole = false;
  return {
    show: ({ step, service, done, of }) => {
      const name = words(`step-${step}`, { service });
      if (terminal.screen !== undefined) bars.show(name, done, of);
      else if (name !== last || (done === of && !isWhole)) {
        terminal.errors.write(`${words('progress-line', { step: name, done: String(done), of: String(of) })}\n`);
      }
      last = name;
      isWhole = done === of;
    },
    stop: bars.stop,
  };
}
