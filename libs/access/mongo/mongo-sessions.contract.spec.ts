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
      end: () => Promise.resolve(),
    };
  });

  it('keeps nothing of a session that was over a day ago', async () => {
    let now = Date.parse('2026-11-21T10:00:00.000Z');
    const database = await mongo.connect();
    const sessions = await MongoSessions.open(database, () => now);
    await sessions.begin('E1');
    await sessions.issueLink({ purpose: 'set-up', organisation: null, person: null }, '2026-11-21T11:00:00.000Z');
    now += 36 * 3_600_000;
    await sessions.begin('E1');
    await sessions.issueLink({ purpose: 'set-up', organisation: null, person: null }, '2026-11-23T11:00:00.000Z');
    expect(await database.collection('sessions').countDocuments()).toBe(1);
    expect(await database.collection('one_time_links').countDocuments()).toBe(1);
  });
});
