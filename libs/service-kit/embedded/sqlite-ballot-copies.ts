import type { Database } from '#sqlite/database.js';

import type { BallotCopies, BoxCopy } from '../ballots/ballot-copies.js';
import type { BallotSlots } from '../ballots/ballot-slots.js';
import type { RoundKeyFiles } from '../ballots/round-key-files.js';
import { SqliteBallotSlots } from './sqlite-ballot-slots.js';

/** What stands in the file of `SqliteBallotSlots`, for a move. */
export class SqliteBallotCopies implements BallotCopies {
  readonly #slots: BallotSlots;

  constructor(
    private readonly database: Database,
    keys: RoundKeyFiles,
  ) {
    this.#slots = new SqliteBallotSlots(database, keys);
  }

  async *all(): AsyncGenerator<BoxCopy> {
    const sql = 'SELECT round, is_open FROM boxes ORDER BY round';
    for (const [round, isOpen] of this.database.tuples<[string, number]>(sql).all()) {
      const secret = await this.#slots.secretOf(round);
      // It was being destroyed: without the secret nothing in it can be opened.
      if (secret === undefined) continue;
      const ballots = [...(await this.#slots.ballots(round))].sort(([a], [b]) => (a < b ? -1 : 1));
      yield { round, secret, isOpen: isOpen === 1, ballots };
    }
  }

  async replaceAll(copies: AsyncIterable<BoxCopy>): Promise<void> {
    // Not `destroy`: the secret may lie in a folder that both ends of the move have.
    this.database.transaction(() => {
      for (const table of ['slots', 'boxes']) this.database.statement(`DELETE FROM ${table}`).run();
    });
    for await (const { round, secret, isOpen, ballots } of copies) {
      await this.#slots.open(round, secret);
      for (const [slot, ballot] of ballots) await this.#slots.put(round, slot, ballot);
      if (!isOpen) await this.#slots.close(round);
    }
  }
}
