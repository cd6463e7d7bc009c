import type { Database } from '#sqlite/database.js';

import type { EventStore } from '../event-store.js';
import type { EventTypes } from '../event-types.js';
import { LogRelay, type Relaying } from '../relay.js';
import { CommitEventStore } from '../store.js';
import { SqliteCommitStorage } from './sqlite-commit-storage.js';

/** The lock of the data folder lets one process in, so a start after a kill need not wait for the lease of the dead one. */
const theOnlyProcess = 'the process that holds the folder';

export interface OpenEventStore {
  readonly store: EventStore;
  /** Not started yet. */
  readonly relay: LogRelay;
}

/**
 * The event store of one service in its SQLite file. The connection is shared with the service's views and is closed by
 * whoever opened it, after the store.
 */
export function openSqliteEventStore(database: Database, types: EventTypes, relaying: Relaying = {}): OpenEventStore {
  const storage = new SqliteCommitStorage(database);
  const relay = new LogRelay(storage, { holder: theOnlyProcess, ...relaying });
  return { store: new CommitEventStore(storage, types, relay), relay };
}
