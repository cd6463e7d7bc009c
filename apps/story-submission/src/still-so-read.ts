import type { Unlocked } from '#key-vault/key-vault.js';

import type { StillSoAnswer, StillSoPart, StillSoWords } from './domain/still-so/still-so.js';

export interface StillSoRead {
  readonly months: number;
  readonly answer: StillSoAnswer;
  readonly at: string;
  /** Null: nothing was written, or it cannot be read by whoever asks. */
  readonly text: string | null;
}

/** By the same answer of the vault as the story itself: whoever may read the one may read the other. */
export const stillSoRead = (parts: readonly StillSoPart[], unlocked: Unlocked): readonly StillSoRead[] =>
  unlocked.kind === 'withheld'
    ? []
    : parts.map(({ months, answer, at, words }) => ({
        ...{ months, answer, at },
        text: words === null ? null : unlocked.open<StillSoWords>(words).text,
      }));
