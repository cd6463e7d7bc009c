import type { Database } from '#sqlite/database.js';

import type { BallotCopies, BoxCopy } from '../ballot-copies.js';
import { sealedIn, SqliteBallotSlots } from './sqlite-ballot-slots.js';

/** What stands in the file of `SqliteBallotSlots`, for a move. */
export class SqliteBallotCopies implements BallotCopies {
  readonly #slots: SqliteBallotSlots;

  constructor(private readonly database: Database) {
    this.#slots = new SqliteBallotSlots(database);
  }

  async *all(): AsyncGenerator<BoxCopy> {
    const sql = 'SELECT round, secret, is_open FROM boxes ORDER BY round';
    for (const [round, secret, isOpen] of this.database.tuples<[string, string, number]>(sql).all()) {
      const ballots = [...(await this.#slots.ballots(round))].sort(([a], [b]) => (a < b ? -1 : 1));
      yield { round, secret: sealedIn(secret), isOpen: isOpen === 1, ballots };
    }
  }

  async replaceAll(copies: AsyncIterable<BoxCopy>): Promise<void> {
    const rounds = this.database.tuples<[string]>('SELECT round FROM boxes').all();
    for (const [round] of rounds) await this.#slots.destroy(round);
    for await (const { round, secret, isOpen, ballots } of copies) {
      await this.#slots.open(round, secret);
      for (const [slot, ballot] of ballots) await this.#slots.put(round, slot, ballot);
      if (!isOpen) await this.#slots.close(round);
    }
  }
}
