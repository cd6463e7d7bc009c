import type { Progress } from '#service-kit/moving/move-house.js';
import type { Words } from '#web/words/words.js';

import { showProgress } from '../import-stories/show-progress.js';
import type { Terminal } from '../terminal.js';

/** What cli-progress fills in itself. */
const barParts = { value: '{value}', total: '{total}', bar: '{bar}' };

/** A bar for each step on a terminal; a line for each step elsewhere, once when it begins and once when it ends. */
export function showSteps(
  terminal: Terminal,
  words: Words,
): { readonly show: (progress: Progress) => void; readonly stop: () => void } {
  const nameOf = ({ step, service }: Progress): string => words(`step-${step}`, { service });
  let bar: ReturnType<typeof showProgress> | undefined;
  let last = '';
  let isWhole = false;
  return {
    show: (progress) => {
      const { done, of } = progress;
      const name = nameOf(progress);
      const isNew = name !== last;
      if (isNew) {
        bar?.stop();
        bar = undefined;
      }
      if (terminal.screen !== undefined) {
        bar ??= showProgress(terminal, words('progress', { ...barParts, step: name }));
        bar.show(done, of);
      } else if (isNew || (done === of && !isWhole)) {
        terminal.errors.write(`${words('progress-line', { step: name, done: String(done), of: String(of) })}\n`);
      }
      last = name;
      isWhole = done === of;
    },
    stop: () => {
      bar?.stop();
    },
  };
}
