import type { Words } from '#web/words/words.js';

import type { Terminal } from '../terminal.js';
import { barParts, showProgress, type Progress } from './show-progress.js';

export interface ProgressOfSteps {
  readonly show: (step: string, value: number, total: number) => void;
  readonly stop: () => void;
}

/** A bar for each step, one after the other. */
export function barForEach(terminal: Pick<Terminal, 'screen'>, words: Words): ProgressOfSteps {
  let bar: Progress | undefined;
  let last = '';
  return {
    show: (step, value, total) => {
      if (step !== last) bar?.stop();
      if (step !== last || bar === undefined) bar = showProgress(terminal, words('progress', { ...barParts, step }));
      last = step;
      bar.show(value, total);
    },
    stop: () => {
      bar?.stop();
    },
  };
}
