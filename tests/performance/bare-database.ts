import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';

/** The same driver and the same pragmas as libs/sqlite/database.ts, and nothing else in between. */
export function openBare(file: string): DatabaseSyncInstance {
  const database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000;',
  );
  return database;
}
