import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { sessionsContract } from '../contract/sessions.contract.js';
import { MongoSessions } from './mongo-sessions.js';

describeOnMongo('sessions in a replica set', (mongo) => {
  sessionsContract('in MongoDB', async () => {
    const name = mongo.newName();
    return {
      open: async (now) => MongoSessions.open(await mongo.connect(name), now),
      stored: async () => {
        const database = await mongo.connect(name);
        const all: unknown[] = [];
        for (const collection of await database.collectionNames()) {
          all.push(...(await database.collection(collection).find().toArray()));
        }
        return JSON.stringify(all);
      },
      counts: async () => {
        const database = await mongo.connect(name);
        const count = (collection: string) =>
          database.collection(collection).countDocuments({}, { readConcern: { level: 'local' } });
        return { sessions: await count('sessions'), links: await count('one_time_links') };
      },
      end: () => Promise.resolve(),
    };
  });
});
