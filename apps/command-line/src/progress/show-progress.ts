import { SingleBar } from 'cli-progress';

import type { Terminal } from '../terminal.js';

export interface Progress {
  readonly show: (value: number, total: number) => void;
  readonly stop: () => void;
}

/** What cli-progress fills in itself. */
export const barParts = { value: '{value}', total: '{total}', bar: '{bar}', percentage: '{percentage}' };

/** A bar on a terminal; nothing where there is none. */
export function showProgress({ screen }: Pick<Terminal, 'screen'>, format: string): Progress {
  if (screen === undefined) return { show: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format,
    stream: screen,
    clearOnComplete: true,
    hideCursor: true,
    barCompleteChar: '#',
    barIncompleteChar: '.',
  });
  let isShown = false;
  return {
    show: (value, total) => {
      if (!isShown) bar.start(total, value);
      isShown = true;
      bar.setTotal(total);
      bar.update(value);
    },
    stop: () => {
      if (isShown) bar.stop();
    },
  };
}
