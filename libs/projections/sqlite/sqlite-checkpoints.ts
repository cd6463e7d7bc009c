import { setImmediate as nextTurn } from 'node:timers/promises';

import { translating, type Database } from '#sqlite/database.js';

import { GatheredWork } from '../gathered-work.js';
import type { Checkpoint, CheckpointStorage } from '../view-storage.js';

/** Checkpoints of followers in the SQLite file of the service: those of one turn of the event loop share a wait for the disk. */
export class SqliteCheckpoints implements CheckpointStorage {
  readonly #saves = new GatheredWork<Checkpoint, void>((saved) => this.#saveAll(saved), nextTurn);

  constructor(private readonly database: Database) {
    database.run(
      'CREATE TABLE IF NOT EXISTS follower_checkpoints (follower TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    );
  }

  async position(follower: string): Promise<number> {
    const sql = 'SELECT position FROM follower_checkpoints WHERE follower = ?';
    return translating(() => this.database.tuples<[number]>(sql).get(follower))?.[0] ?? 0;
  }

  save(follower: string, position: number): Promise<void> {
    return this.#saves.do({ follower, position });
  }

  async #saveAll(saved: readonly Checkpoint[]): Promise<readonly void[]> {
    const statement = this.database.statement(
      `INSERT INTO follower_checkpoints (follower, position) VALUES (?, ?)
       ON CONFLICT (follower) DO UPDATE SET position = max(position, excluded.position)`,
    );
    return this.database.transaction(() =>
      saved.map(({ follower, position }) => {
        statement.run(follower, position);
      }),
    );
  }
}
