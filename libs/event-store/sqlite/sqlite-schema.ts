/**
 * `json` is TEXT: SQLite keeps its UTF-8 bytes as they are, and it is read without a copy. Rowids only grow, and a commit is
 * deleted by the transaction that wrote it or never, so `id` is the order in which commits were written.
 */
export const eventStoreSchema = `
  CREATE TABLE IF NOT EXISTS commits (
    id INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    first_version INTEGER NOT NULL,
    last_version INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    commands TEXT NOT NULL,
    json TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (stream, first_version)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS command_ids (
    command_id TEXT PRIMARY KEY,
    commit_id INTEGER NOT NULL REFERENCES commits (id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS log (
    position INTEGER PRIMARY KEY,
    commit_id INTEGER NOT NULL UNIQUE REFERENCES commits (id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS relay_lease (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    holder TEXT NOT NULL,
    until_ms INTEGER NOT NULL
  ) STRICT;
`;
