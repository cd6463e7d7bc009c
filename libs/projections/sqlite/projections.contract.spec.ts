import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { Database } from '#sqlite/database.js';

import { describeFollowers } from '../contract/followers.contract.js';
import { describeOutages } from '../contract/outages.contract.js';
import { projectedEventTypes, projectionsContract, type ProjectionsHarness } from '../contract/projections.contract.js';
import { describeUnchangedModels } from '../contract/unchanged-models.contract.js';
import { describeViewSets } from '../contract/view-sets.contract.js';
import { SqliteCheckpoints } from './sqlite-checkpoints.js';
import { SqliteViewStorage } from './sqlite-view-storage.js';

const onSqlite = async (): Promise<ProjectionsHarness> => {
  const folder = await mkdtemp(join(tmpdir(), 'newid-projections-'));
  return {
    open: async () => {
      const database = new Database(join(folder, 'service.db'));
      const { store, relay } = openSqliteEventStore(database, projectedEventTypes);
      return {
        store,
        storage: new SqliteViewStorage(database),
        checkpoints: new SqliteCheckpoints(database),
        drain: () => relay.drain(),
        close: async () => {
          await store.close();
          database.close();
        },
      };
    },
    end: () => rm(folder, { recursive: true }),
  };
};

projectionsContract('SQLite', onSqlite);
describeFollowers('SQLite', onSqlite);
describeOutages('SQLite', onSqlite);
describeUnchangedModels('SQLite', onSqlite);
describeViewSets('SQLite', onSqlite);
