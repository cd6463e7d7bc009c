import { mongo as driver } from 'mongoose';

import type { MongoDatabase } from '#mongo/mongo-database.js';
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

  describe('while there are more of them behind', () => {
    let database: MongoDatabase;
    let relaying: MongoCommitStorage;
    beforeEach(async () => {
      database = await mongo.connect();
      relaying = new MongoCommitStorage(database);
    });

    const told = (text: string) => ({ type: 'Noted', schemaVersion: 1, data: { text } });

    /** By another process: whoever relays has none of them in its memory. */
    async function written(texts: readonly string[], stream = (text: string) => `note/${text}`): Promise<void> {
      const { store } = await openMongoEventStore(database, { Noted: { version: 1 } });
      for (const text of texts) {
        await store.append(stream(text), [told(text)], {
          ...{ commandId: text, expected: 'any', organisation: 'org', actor: 'person/1', correlation: 'c' },
          at: '2026-11-21T10:00:00.000Z',
        });
      }
    }

    const relayed = async (limit: number): Promise<number> => {
      const last = await relaying.lastPosition();
      return relaying.appendToLog(last, await relaying.notInLog(limit));
    };
    const readHere = async (after: number): Promise<readonly string[]> =>
      (await relaying.readLog(after, 2, true)).map(({ json }) => JSON.parse(json)[0].event.data.text);
    const inDatabase = () => database.collection<CommitDocument>(commits.name);

    it('those who follow the relay read what it has found with them, and nothing of it again', async () => {
      await written(['1', '2', '3', '4', '5']);
      await relayed(2);
      expect(await readHere(0)).toEqual(['1', '2']);
      await relayed(2);
      // What a reader would find that asks again.
      await inDatabase().updateMany({}, { $set: { json: '[]' } });
      expect(await readHere(2)).toEqual(['3', '4']);
    });

    it('text that looks like broken bytes is read again, as it was written', async () => {
      await written(['1', '2', '3', 'a\uFFFDb'], () => 'note/a');
      await relayed(2);
      await readHere(0);
      await relayed(2);
      expect(await readHere(2)).toEqual(['3', 'a\uFFFDb']);
    });

    it('the relay does not wait long for those who do not read', async () => {
      await written(['1', '2', '3', '4', '5', '6', '7']);
      for (const added of [2, 2, 2, 1]) expect(await relayed(2)).toBe(added);
      expect(await relaying.lastPosition()).toBe(7);
    });

    it('the order of a stream is kept where its first is marked as older than what is looked at', async () => {
      await written(['1', '2', '3', '4'], (text) => (text === '1' || text === '2' ? `note/${text}` : 'note/late'));
      const waitsSince = new driver.Timestamp({ t: 1, i: 1 });
      const late = { _id: 'note/late@1' };
      const asItWas = await inDatabase().findOneAndUpdate(late, {
        $unset: { waitsSince: 1 },
        $set: { lastVersion: 0 },
      });
      await relayed(2);
      await readHere(0);
      // It hung, and is seen now.
      await inDatabase().updateOne(late, { $set: { waitsSince, lastVersion: 1 } });
      expect(asItWas?.waitsSince).toBeDefined();
      expect(await relayed(2)).toBe(0);
      expect(await relayed(2)).toBe(2);
      expect(await readHere(2)).toEqual(['3', '4']);
    });
  });
});
