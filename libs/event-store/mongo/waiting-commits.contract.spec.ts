import { mongo as driver } from 'mongoose';

import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { LogRelay } from '../relay.js';
import { commits, type CommitDocument } from './commit-documents.js';
import { MongoCommitStorage } from './mongo-commit-storage.js';
import { openMongoEventStore } from './open-mongo-event-store.js';

describeOnMongo('commits that wait for the log', (mongo) => {
  it('keep the order of their stream where the first is marked as older than what is looked at', async () => {
    const database = await mongo.connect();
    const { store } = await openMongoEventStore(database, { Noted: { version: 1 } });
    const relay = new LogRelay(new MongoCommitStorage(database));
    const append = (stream: string, commandId: string) =>
      store.append(stream, [{ type: 'Noted', schemaVersion: 1, data: {} }], {
        ...{ commandId, expected: 'any' as const, organisation: 'org', actor: 'person/1', correlation: 'c' },
        at: '2026-11-21T10:00:00.000Z',
      });
    // From then on the search begins behind what is known to be in the log.
    for (const id of ['1', '2', '3']) await append(`note/${id}`, id);
    await relay.drain();
    await relay.drain();
    await append('note/late', 'first');
    await append('note/late', 'second');
    const waitsSince = new driver.Timestamp({ t: 1, i: 1 });
    await database.collection<CommitDocument>(commits.name).updateOne({ _id: 'note/late@1' }, { $set: { waitsSince } });
    await relay.drain();
    await relay.drain();
    const logged = (await store.readLog(3, 10)).map(({ stream, firstVersion }) => [stream, firstVersion]);
    expect(logged).toEqual([
      ['note/late', 1],
      ['note/late', 2],
    ]);
  });
});
