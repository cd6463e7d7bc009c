import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Database } from '#sqlite/database.js';

import { describeEventStore } from '../contract/event-store.contract.js';
import type { EventStoreHarness } from '../contract/store-harness.contract.js';
import type { EventTypes } from '../event-types.js';
import { openSqliteEventStore } from './open-sqlite-event-store.js';
import { SqliteCommitStorage } from './sqlite-commit-storage.js';

const tampering = {
  'event-bytes': `UPDATE commits SET json = replace(json, '"by":1', '"by":7') WHERE first_version = 1`,
  'first-hash': `UPDATE commits SET previous_hash = '00' || substr(previous_hash, 3) WHERE first_version = 2`,
  'log-position': 'UPDATE log SET position = 9 WHERE position = 2',
  'end-of-lease': 'UPDATE relay_lease SET until_ms = 0',
};

const onSqlite = (types: EventTypes): EventStoreHarness => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-event-store-'));
  const databases: Database[] = [];
  const connect = () => {
    const database = new Database(join(folder, 'events.db'));
    databases.push(database);
    return database;
  };
  return {
    open: (known = types) => openSqliteEventStore(connect(), known),
    commits: () => new SqliteCommitStorage(connect()),
    tamper: (what) => {
      connect().run(tampering[what]);
    },
    dispose: () => {
      for (const database of databases) database.close();
      rmSync(folder, { recursive: true });
    },
  };
};

describeEventStore('SQLite', onSqlite);
