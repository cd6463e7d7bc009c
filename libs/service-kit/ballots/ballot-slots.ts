import type { Sealed } from '#contracts/shared/sealed.js';

/** A member's place in the box of a round. Who it belongs to is known only to who holds the round's secret. */
export type Slot = string;

/**
 * Where the answers of secret rounds lie until they are counted: outside every event log, without names, without times,
 * without an order. Whether a slot is filled is the roll. All of it is gone once the box is destroyed.
 */
export interface BallotSlots {
  /** Makes the box of a round with its secret, sealed, which is kept outside the database. The same round again: the first box and secret stay. */
  open(round: string, secret: Sealed): Promise<void>;
  /** Undefined: there is no box, or it was destroyed. */
  secretOf(round: string): Promise<Sealed | undefined>;
  /** Fills a slot, or fills it anew. False: the box is closed or gone, and nothing was put. Durable when it answers. */
  put(round: string, slot: Slot, ballot: Sealed): Promise<boolean>;
  filled(round: string): Promise<ReadonlySet<Slot>>;
  /** After this nothing is put any more; what was acknowledged before is in `ballots`. */
  close(round: string): Promise<void>;
  ballots(round: string): Promise<ReadonlyMap<Slot, Sealed>>;
  /** The secret and every slot. */
  destroy(round: string): Promise<void>;
}
