import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { BallotCopies, BoxCopy } from '../ballots/ballot-copies.js';
import type { BallotSlots } from '../ballots/ballot-slots.js';
import type { RoundKeyFiles } from '../ballots/round-key-files.js';
import { ballotBoxes, MongoBallotSlots, type BoxDocument } from './mongo-ballot-slots.js';

/** The boxes of `MongoBallotSlots`, for a move. */
export class MongoBallotCopies implements BallotCopies {
  readonly #slots: BallotSlots;

  constructor(
    private readonly database: MongoDatabase,
    keys: RoundKeyFiles,
  ) {
    this.#slots = new MongoBallotSlots(database, keys);
  }

  async *all(): AsyncGenerator<BoxCopy> {
    const found = await answering(() => this.#boxes().find().sort({ _id: 1 }).toArray());
    for (const { _id: round, isOpen } of found) {
      const secret = await this.#slots.secretOf(round);
      // It was being destroyed: without the secret nothing in it can be opened.
      if (secret === undefined) continue;
      const ballots = [...(await this.#slots.ballots(round))].sort(([a], [b]) => (a < b ? -1 : 1));
      yield { round, secret, isOpen, ballots };
    }
  }

  async replaceAll(copies: AsyncIterable<BoxCopy>): Promise<void> {
    // Not `destroy`: the secret may lie in a folder that both ends of the move have.
    await answering(() => this.#boxes().deleteMany({}));
    for await (const { round, secret, isOpen, ballots } of copies) {
      await this.#slots.open(round, secret);
      for (const [slot, ballot] of ballots) await this.#slots.put(round, slot, ballot);
      if (!isOpen) await this.#slots.close(round);
    }
  }

  #boxes() {
    return this.database.collection<BoxDocument>(ballotBoxes);
  }
}
