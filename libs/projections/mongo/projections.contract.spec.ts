import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { describeFollowers } from '../contract/followers.contract.js';
import { describeOutages } from '../contract/outages.contract.js';
import { projectedEventTypes, projectionsContract, type ProjectionsHarness } from '../contract/projections.contract.js';
import { describeUnchangedModels } from '../contract/unchanged-models.contract.js';
import { describeViewSets } from '../contract/view-sets.contract.js';
import { MongoCheckpoints } from './mongo-checkpoints.js';
import { MongoViewStorage } from './mongo-view-storage.js';

describeOnMongo('projections in a replica set', (mongo) => {
  const onMongo = async (): Promise<ProjectionsHarness> => {
    const name = mongo.newName();
    return {
      open: async () => {
        const database = await mongo.connect(name);
        const { store, relay } = await openMongoEventStore(database, projectedEventTypes);
        return {
          store,
          storage: await MongoViewStorage.open(database),
          checkpoints: new MongoCheckpoints(database),
          drain: () => relay.drain(),
          close: async () => {
            await store.close();
            await database.close();
          },
        };
      },
      end: () => Promise.resolve(),
    };
  };

  projectionsContract('MongoDB', onMongo);
  describeFollowers('MongoDB', onMongo);
  describeOutages('MongoDB', onMongo);
  describeUnchangedModels('MongoDB', onMongo);
  describeViewSets('MongoDB', onMongo);
});
