import { leases } from '#mongo/leases.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';

import { describeEventStore } from '../contract/event-store.contract.js';
import type { EventStoreHarness } from '../contract/store-harness.contract.js';
import type { EventTypes } from '../event-types.js';
import { commits, log, type CommitDocument, type LogDocument } from './commit-documents.js';
import { MongoCommitStorage } from './mongo-commit-storage.js';
import { mongoEventStoreOn, openMongoEventStore } from './open-mongo-event-store.js';

describeOnMongo('the event store in a replica set', (mongo) => {
  let connections: readonly MongoDatabase[] = [];

  // A database for each test; two connections to it take turns, as two processes would.
  beforeEach(async () => {
    const first = await mongo.connect();
    await openMongoEventStore(first, {});
    connections = [first, await mongo.connect(first.name)];
  });
  afterEach(async () => {
    for (const connection of connections) await connection.close();
  });

  const onMongo = (types: EventTypes): EventStoreHarness => {
    const [one, other] = connections;
    if (one === undefined || other === undefined) throw new Error('No connection');
    let opened = 0;
    return {
      open: (known = types) => {
        opened += 1;
        return mongoEventStoreOn(opened % 2 === 0 ? other : one, known);
      },
      commits: () => new MongoCommitStorage(other),
      tamper: async (what) => {
        const written = one.collection<CommitDocument>(commits.name);
        const changes = {
          'event-bytes': async () => {
            const json = { $replaceOne: { input: '$json', find: '"by":1', replacement: '"by":7' } };
            await written.updateOne({ firstVersion: 1 }, [{ $set: { json } }]);
          },
          'first-hash': async () => {
            const previousHash = { $concat: ['00', { $substrCP: ['$previousHash', 2, 62] }] };
            await written.updateOne({ firstVersion: 2 }, [{ $set: { previousHash } }]);
          },
          'log-position': async () => {
            const entries = one.collection<LogDocument>(log.name);
            const second = await entries.findOneAndDelete({ _id: 2 });
            await entries.insertOne({ _id: 9, commit: second?.commit ?? '' });
          },
          'end-of-lease': async () => {
            await one.collection(leases.name).updateMany({}, { $set: { until: new Date(0) } });
          },
        };
        await changes[what]();
      },
      dispose: () => undefined,
    };
  };

  describeEventStore('MongoDB', onMongo);
});
