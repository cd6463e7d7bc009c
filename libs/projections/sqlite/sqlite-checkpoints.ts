import { translating, type Database } from '#sqlite/database.js';

import type { CheckpointStorage } from '../view-storage.js';

/** Checkpoints of followers in the SQLite file of the service. */
export class SqliteCheckpoints implements CheckpointStorage {
  constructor(private readonly database: Database) {
    database.run(
      'CREATE TABLE IF NOT EXISTS follower_checkpoints (follower TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    );
  }

  async position(follower: string): Promise<number> {
    const sql = 'SELECT position FROM follower_checkpoints WHERE follower = ?';
    return translating(() => this.database.tuples<[number]>(sql).get(follower))?.[0] ?? 0;
  }

  async save(follower: string, position: number): Promise<void> {
    const statement = this.database.statement(
      `INSERT INTO follower_checkpoints (follower, position) VALUES (?, ?)
       ON CONFLICT (follower) DO UPDATE SET position = max(position, excluded.position)`,
    );
    translating(() => statement.run(follower, position));
  }
}
