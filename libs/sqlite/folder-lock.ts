import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { DatabaseSync } from '@photostructure/sqlite';

import { sqliteCode } from './database.js';

/** SQLITE_BUSY: another connection holds the lock. */
const busy = 5;

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(readonly folder: string) {
    super(`Another process works in the data folder ${folder}`);
  }
}

/**
 * Holds a data folder for this process by an exclusive transaction on `lock.db`. The operating system lets go of it
 * when the process ends, however it ends, so that a kill -9 leaves nothing stale.
 */
export function lockFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const connection = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    // Not WAL: there an exclusive transaction still lets readers in.
    connection.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;');
  } catch (error) {
    connection.close();
    if (sqliteCode(error) === busy) throw new FolderInUse(folder);
    throw error;
  }
  return {
    release: () => {
      connection.exec('ROLLBACK');
      connection.close();
    },
  };
}
