import { assertIndexes } from '#mongo/declared-indexes.js';
import { leases } from '#mongo/leases.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';

import type { EventStore } from '../event-store.js';
import type { EventTypes } from '../event-types.js';
import { LogRelay, type Relaying } from '../relay.js';
import { CommitEventStore } from '../store.js';
import { commits, log } from './commit-documents.js';
import { LogSignal } from './log-signal.js';
import { MongoCommitStorage } from './mongo-commit-storage.js';

export interface OpenMongoEventStore {
  readonly store: EventStore;
  /** Not started yet. */
  readonly relay: LogRelay;
  /** Started with the relay, stopped before the connection is closed. */
  readonly signal: LogSignal;
}

/**
 * The event store of one service in its own database. The connection is shared with the service's views and is closed by
 * whoever opened it, after the store and the signal.
 *
 * @throws MongoRefused where a unique index is missing under documents
 */
export async function openMongoEventStore(
  database: MongoDatabase,
  types: EventTypes,
  relaying: Relaying = {},
): Promise<OpenMongoEventStore> {
  await assertIndexes(database, [commits, log, leases]);
  return mongoEventStoreOn(database, types, relaying);
}

/** On a database whose indexes stand. */
export function mongoEventStoreOn(
  database: MongoDatabase,
  types: EventTypes,
  relaying: Relaying = {},
): OpenMongoEventStore {
  const storage = new MongoCommitStorage(database);
  const relay = new LogRelay(storage, relaying);
  const signal = new LogSignal(database, storage, () => {
    relay.wake();
  });
  return { store: new CommitEventStore(storage, types, relay), relay, signal };
}
