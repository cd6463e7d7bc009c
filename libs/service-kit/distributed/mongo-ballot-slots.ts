import type { mongo } from 'mongoose';

import type { Sealed } from '#contracts/shared/sealed.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { BallotSlots, Slot } from '../ballots/ballot-slots.js';
import type { RoundKeyFiles } from '../ballots/round-key-files.js';

export interface BoxDocument {
  readonly _id: string;
  readonly isOpen: boolean;
  readonly slots: Readonly<Record<Slot, Sealed>>;
}

export const ballotBoxes = 'ballot_boxes';
const slotPattern = /^[\w-]{1,100}$/;

/** One document a round: closing and putting are one after the other, whatever asks at the same moment. */
export class MongoBallotSlots implements BallotSlots {
  readonly #boxes: mongo.Collection<BoxDocument>;

  constructor(
    database: MongoDatabase,
    private readonly keys: RoundKeyFiles,
  ) {
    this.#boxes = database.collection<BoxDocument>(ballotBoxes);
  }

  async open(round: string, secret: Sealed): Promise<void> {
    await this.keys.keep(round, secret);
    const box = { isOpen: true, slots: {} };
    await answering(() => this.#boxes.updateOne({ _id: round }, { $setOnInsert: box }, { upsert: true }));
  }

  async secretOf(round: string): Promise<Sealed | undefined> {
    return this.keys.of(round);
  }

  async put(round: string, slot: Slot, ballot: Sealed): Promise<boolean> {
    // A dot or a dollar would name another field.
    if (!slotPattern.test(slot)) throw new TypeError('Not the name of a slot');
    const { matchedCount } = await answering(() =>
      this.#boxes.updateOne({ _id: round, isOpen: true }, { $set: { [`slots.${slot}`]: ballot } }),
    );
    return matchedCount === 1;
  }

  async filled(round: string): Promise<ReadonlySet<Slot>> {
    return new Set((await this.ballots(round)).keys());
  }

  async close(round: string): Promise<void> {
    await answering(() => this.#boxes.updateOne({ _id: round }, { $set: { isOpen: false } }));
  }

  async ballots(round: string): Promise<ReadonlyMap<Slot, Sealed>> {
    const found = await answering(() => this.#boxes.findOne({ _id: round }, { projection: { slots: 1 } }));
    // By slot, which is nobody's order: the fields of the document stand in that of casting.
    return new Map(Object.entries(found?.slots ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  async destroy(round: string): Promise<void> {
    await this.keys.destroy(round);
    await answering(() => this.#boxes.deleteOne({ _id: round }));
  }
}
