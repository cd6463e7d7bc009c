import type { WordValues } from '#web/words/words.js';

/** One thing that was looked at. `look`: it works, and somebody should know of it. */
export interface Finding {
  readonly state: 'well' | 'look' | 'wrong';
  /** Key of the words that say what was found, and what to do. */
  readonly found: string;
  readonly values: WordValues;
}

const finding =
  (state: Finding['state']) =>
  (found: string, values: WordValues = {}): Finding => ({ state, found, values });

export const well = finding('well');
export const look = finding('look');
export const wrong = finding('wrong');

export const isWrong = ({ state }: Finding): boolean => state === 'wrong';
