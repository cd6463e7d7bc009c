import type { Database } from '#sqlite/database.js';

/** `holders` before `keys`: `epoch` and `box` are all that a turn of the epoch writes for most people. */
export const schema = `
  CREATE TABLE IF NOT EXISTS epochs (
    epoch INTEGER PRIMARY KEY,
    proof BLOB NOT NULL,
    isCurrent INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS holders (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    box BLOB,
    mustChange INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS holdersByEpoch ON holders (epoch) WHERE box IS NOT NULL;
  CREATE TABLE IF NOT EXISTS keys (
    owner TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    organisation TEXT NOT NULL,
    holder TEXT NOT NULL,
    state TEXT NOT NULL,
    classes TEXT NOT NULL,
    consent TEXT,
    stories TEXT,
    reach TEXT,
    isHeld INTEGER NOT NULL DEFAULT 0,
    createdAt INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    ring BLOB
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS keysByHolder ON keys (holder);
  CREATE TABLE IF NOT EXISTS named (
    story TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (story, reason)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS intents (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    organisation TEXT NOT NULL,
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    consent TEXT,
    reach TEXT,
    isSettled INTEGER NOT NULL DEFAULT 0,
    notedAt INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS pendingIntents ON intents (id) WHERE isSettled = 0;
`;

/**
 * For a file made before they were there. Intents in one that did not say when they were noted are old; keys in one that
 * knew of no holds are not held.
 */
const addedLater = [
  { table: 'intents', name: 'notedAt', column: 'notedAt INTEGER NOT NULL DEFAULT 0' },
  { table: 'intents', name: 'reach', column: 'reach TEXT' },
  { table: 'keys', name: 'isHeld', column: 'isHeld INTEGER NOT NULL DEFAULT 0' },
] as const;

export function makeTables(database: Database): void {
  database.run(schema);
  for (const { table, name, column } of addedLater) {
    const columns = database.tuples<[string]>(`SELECT name FROM pragma_table_info('${table}')`).all();
    if (!columns.some(([there]) => there === name)) database.run(`ALTER TABLE ${table} ADD COLUMN ${column}`);
  }
}
