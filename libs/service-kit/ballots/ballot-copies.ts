import type { Sealed } from '#contracts/shared/sealed.js';

import type { Slot } from './ballot-slots.js';

/** The box of a secret round that is not counted yet, as it lies. */
export interface BoxCopy {
  readonly round: string;
  readonly secret: Sealed;
  readonly isOpen: boolean;
  /** In order of the slots, which is nobody's order. */
  readonly ballots: readonly (readonly [slot: Slot, ballot: Sealed])[];
}

/** For a storage that no service works with meanwhile. */
export interface BallotCopies {
  /** In order of round. */
  all(): AsyncIterable<BoxCopy>;
  /** In place of whatever is there. Broken off, it is begun anew. */
  replaceAll(copies: AsyncIterable<BoxCopy>): Promise<void>;
}
