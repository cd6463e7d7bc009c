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
    isSettled INTEGER NOT NULL DEFAULT 0,
    notedAt INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS pendingIntents ON intents (id) WHERE isSettled = 0;
`;

/** For a file made before an intent said when it was noted: those that stand in it are old. */
export const addNotedAt = 'ALTER TABLE intents ADD COLUMN notedAt INTEGER NOT NULL DEFAULT 0';
