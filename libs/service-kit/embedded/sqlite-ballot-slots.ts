import type { Sealed } from '#contracts/shared/sealed.js';
import type { Database } from '#sqlite/database.js';

import type { BallotSlots, Slot } from '../ballots/ballot-slots.js';
import type { RoundKeyFiles } from '../ballots/round-key-files.js';

/** Without row ids: rows lie in the order of their slots, which is nobody's order, and not in that of casting. */
const schema = `
CREATE TABLE IF NOT EXISTS boxes (
  round TEXT PRIMARY KEY,
  is_open INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS slots (
  round TEXT NOT NULL REFERENCES boxes (round),
  slot TEXT NOT NULL,
  ballot TEXT NOT NULL,
  PRIMARY KEY (round, slot)
) STRICT, WITHOUT ROWID;
`;

/** In a file of its own, so that no backup of a log takes a ballot with it. */
export class SqliteBallotSlots implements BallotSlots {
  constructor(
    private readonly database: Database,
    private readonly keys: RoundKeyFiles,
  ) {
    database.run(schema);
  }

  async open(round: string, secret: Sealed): Promise<void> {
    await this.keys.keep(round, secret);
    this.database.statement('INSERT INTO boxes (round, is_open) VALUES (?, 1) ON CONFLICT DO NOTHING').run(round);
  }

  async secretOf(round: string): Promise<Sealed | undefined> {
    return this.keys.of(round);
  }

  async put(round: string, slot: Slot, ballot: Sealed): Promise<boolean> {
    const { changes } = this.database
      .statement(
        `INSERT INTO slots (round, slot, ballot)
         SELECT round, ?, ? FROM boxes WHERE round = ? AND is_open = 1
         ON CONFLICT (round, slot) DO UPDATE SET ballot = excluded.ballot`,
      )
      .run(slot, JSON.stringify(ballot), round);
    return Number(changes) === 1;
  }

  async filled(round: string): Promise<ReadonlySet<Slot>> {
    const rows = this.database.tuples<[string]>('SELECT slot FROM slots WHERE round = ?').all(round);
    return new Set(rows.map(([slot]) => slot));
  }

  async close(round: string): Promise<void> {
    this.database.statement('UPDATE boxes SET is_open = 0 WHERE round = ?').run(round);
  }

  async ballots(round: string): Promise<ReadonlyMap<Slot, Sealed>> {
    const rows = this.database.tuples<[string, string]>('SELECT slot, ballot FROM slots WHERE round = ?').all(round);
    return new Map(rows.map(([slot, ballot]) => [slot, sealedIn(ballot)]));
  }

  async destroy(round: string): Promise<void> {
    await this.keys.destroy(round);
    this.database.transaction(() => {
      this.database.statement('DELETE FROM slots WHERE round = ?').run(round);
      this.database.statement('DELETE FROM boxes WHERE round = ?').run(round);
    });
    // The journal still holds what was deleted until it is written into the file, where it is overwritten, and cut off.
    this.database.run('PRAGMA wal_checkpoint(TRUNCATE);');
  }
}

const sealedIn = (json: string): Sealed => JSON.parse(json) as Sealed;
