import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { BallotCopies, BoxCopy } from '../ballot-copies.js';
import { ballotBoxes, type BoxDocument } from './mongo-ballot-slots.js';

/** The boxes of `MongoBallotSlots`, for a move. */
export class MongoBallotCopies implements BallotCopies {
  constructor(private readonly database: MongoDatabase) {}

  async *all(): AsyncGenerator<BoxCopy> {
    const found = await answering(() => this.#boxes().find().sort({ _id: 1 }).toArray());
    for (const { _id: round, secret, isOpen, slots } of found) {
      yield { round, secret, isOpen, ballots: Object.entries(slots).sort(([a], [b]) => (a < b ? -1 : 1)) };
    }
  }

  async replaceAll(copies: AsyncIterable<BoxCopy>): Promise<void> {
    await answering(() => this.#boxes().deleteMany({}));
    for await (const { round, secret, isOpen, ballots } of copies) {
      const box = { _id: round, secret, isOpen, slots: Object.fromEntries(ballots) };
      await answering(() => this.#boxes().insertOne(box));
    }
  }

  #boxes() {
    return this.database.collection<BoxDocument>(ballotBoxes);
  }
}
