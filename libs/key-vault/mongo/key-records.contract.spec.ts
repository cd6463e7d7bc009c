import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { describeKeyRecords } from '../contract/key-records.contract.js';
import { MongoKeyRecords } from './mongo-key-records.js';

describeOnMongo('key records in a replica set', (mongo) => {
  describeKeyRecords('MongoDB', async () => {
    const name = mongo.newName();
    return {
      open: async () => MongoKeyRecords.open(await mongo.connect(name)),
      end: () => Promise.resolve(),
    };
  });

  it('are not opened without the index that lets one epoch be current', async () => {
    const database = await mongo.connect();
    const records = await MongoKeyRecords.open(database);
    await records.addEpoch(1, Buffer.alloc(32));
    await database.collection('epochs').dropIndex('one-current-epoch');
    await expect(MongoKeyRecords.open(database)).rejects.toMatchObject({ because: 'index-missing' });
  });
});
