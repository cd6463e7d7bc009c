import { setImmediate as nextTurn } from 'node:timers/promises';

import { mongo as driver } from 'mongoose';

import { MongoDatabase } from '#mongo/mongo-database.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';
import { describeUnless } from '#service-kit/testing/describe-unless.js';

import { missing, start } from '../../../infra/local-servers/mongod.mjs';

import { shapeOf } from '../indexed-fields.js';
import { collection, type Collection } from '../read-model.js';
import type { KnownSet, Range } from '../view-storage.js';
import { MongoCheckpoints } from './mongo-checkpoints.js';
import { MongoViewStorage } from './mongo-view-storage.js';
import { checkpoints, viewSets, type SetDocument } from './view-documents.js';

interface Story {
  readonly id: string;
  readonly domain: string | null;
  readonly words: number;
}

const stories = collection<Story>()('stories', { byDomain: ['domain', 'words'] });
/** The same collection as a later version of the program declares it. */
const later = collection<Story>()('stories', { byDomain: ['domain', 'words'], byWords: ['words'] });

const newSet = (collections: readonly Collection[] = [stories]) => ({
  readModel: 'stories',
  version: 1,
  shape: shapeOf({ collections }),
  collections,
});

const put = (id: string, domain: string | null, words: number) => ({
  id,
  json: JSON.stringify({ domain, id, words }),
  values: [domain, words],
});

const some = [put('a', 'health', 3), put('b', null, 1), put('c', 'health', 2), put('d', 'work', 2)];

describeOnMongo('views in MongoDB', (mongo) => {
  let database: MongoDatabase;
  let storage: MongoViewStorage;
  let set: KnownSet;
  beforeEach(async () => {
    database = await mongo.connect();
    storage = await MongoViewStorage.open(database);
    set = await storage.create(newSet(), 'serving');
    const changes = [{ collection: stories, puts: some, removed: [] }];
    expect(await storage.write([{ set, from: 0, to: 4, changes }])).toBe(true);
  });

  const ids = (found: readonly string[]): readonly unknown[] => found.map((json) => JSON.parse(json).id);

  const byWords: Range = { equals: [], ordered: ['words'], isDescending: false, limit: 3 };

  it('are found without the index that a later program declares, and the same with it', async () => {
    const pages = async () => [
      ids(await storage.find(set, later, byWords)),
      ids(await storage.find(set, later, { ...byWords, after: { values: [2], id: 'c' } })),
      ids(await storage.find(set, later, { ...byWords, isDescending: true, after: { values: [3], id: 'a' } })),
    ];
    const expected = [
      ['b', 'c', 'd'],
      ['d', 'a'],
      ['d', 'c', 'b'],
    ];
    expect(await pages()).toEqual(expected);
    await storage.makeIndex(set, later, 'byWords');
    expect(await pages()).toEqual(expected);
  });

  it('are found and counted by a field that they were not made with', async () => {
    const old = await storage.create(newSet([collection<Story>()('stories', {})]), 'building');
    const bare = some.map(({ id, json }) => ({ id, json, values: [] }));
    await storage.write([{ set: old, from: 0, to: 4, changes: [{ collection: stories, puts: bare, removed: [] }] }]);
    const healthy: Range = { ...byWords, equals: [['domain', 'health']] };
    expect(ids(await storage.find(old, stories, healthy))).toEqual(['c', 'a']);
    expect(await storage.count(old, stories, [['domain', 'health']])).toBe(2);
  });

  it('are looked up in the index, not in every document', async () => {
    const answered = await database.command({
      explain: {
        find: `stories@1#${String(set.number)}/stories`,
        filter: {},
        hint: { f0: 1, f1: 1, _id: 1 },
        sort: { f0: 1, f1: 1, _id: 1 },
        min: { f0: 'health', f1: 2, _id: 'c\u0000' },
        max: { f0: 'health', f1: 9, _id: 'z' },
        limit: 1,
      },
      verbosity: 'executionStats',
    });
    expect(answered['executionStats']).toMatchObject({ nReturned: 1, totalDocsExamined: 1 });
    expect(JSON.stringify(answered)).not.toContain('"SORT"');
  });

  it('are one set for two processes that start at the same moment', async () => {
    const other = await MongoViewStorage.open(await mongo.connect(database.name));
    const model = { ...newSet(), readModel: 'others' };
    const [one, two] = await Promise.all([storage.create(model, 'serving'), other.create(model, 'serving')]);
    expect(one.number).toBe(two.number);
    expect((await storage.sets()).map(({ readModel }) => readModel)).toEqual(['stories', 'others']);
  });

  it('take one of two batches for the same place, whole', async () => {
    const other = await MongoViewStorage.open(await mongo.connect(database.name));
    const batch = (by: string) => {
      const puts = Array.from({ length: 200 }, (_, at) => put(`s${String(at)}`, by, at));
      return [{ set, from: 4, to: 5, changes: [{ collection: stories, puts, removed: [] }] }];
    };
    const written = await Promise.all([storage.write(batch('one')), other.write(batch('other'))]);
    expect([...written].sort()).toEqual([false, true]);
    const first = written[0] ? 'one' : 'other';
    expect(await other.count(set, stories, [['domain', first]])).toBe(200);
  });

  it('take no batch any more once another process serves newer ones', async () => {
    const other = await MongoViewStorage.open(await mongo.connect(database.name));
    const newer = await other.create({ ...newSet(), version: 2 }, 'building');
    expect(await other.serve(newer)).toBe(true);
    const changes = [{ collection: stories, puts: [put('e', 'work', 5)], removed: [] }];
    expect(await storage.write([{ set, from: 4, to: 5, changes }])).toBe(false);
    expect(await storage.get(set, stories, 'e')).toBeUndefined();
  });

  it('go with all that is theirs when they are dropped, and their number is not used again', async () => {
    await storage.drop(set);
    expect(await database.collectionNames()).not.toContainEqual(expect.stringContaining('@1#'));
    expect((await storage.create(newSet(), 'serving')).number).toBeGreaterThan(set.number);
    await storage.drop(set);
  });

  it('are not opened without the index that lets one set serve', async () => {
    await database.collection<SetDocument>(viewSets.name).dropIndex('one-view-set-serves');
    await expect(MongoViewStorage.open(database)).rejects.toMatchObject({ because: 'index-missing' });
  });

  it('a checkpoint never goes back', async () => {
    const kept = new MongoCheckpoints(database);
    expect(await kept.position('outbox')).toBe(0);
    await kept.save('outbox', 7);
    await new MongoCheckpoints(database).save('outbox', 5);
    expect(await kept.position('outbox')).toBe(7);
  });

  it('checkpoints of followers that end soon after one another are one write', async () => {
    const client = new driver.MongoClient(mongo.url);
    const written = async (): Promise<number> => {
      const { totals } = await client.db('admin').command({ top: 1 });
      return totals[`${database.name}.${checkpoints.name}`]?.update.count ?? 0;
    };
    const kept = new MongoCheckpoints(database);
    await kept.save('outbox', 6);
    const before = await written();
    const first = kept.save('outbox', 7);
    await nextTurn();
    await Promise.all([first, kept.save('reaction', 8)]);
    const writes = (await written()) - before;
    await client.close();
    expect(writes).toBe(1);
  });
});

describeUnless(missing(), 'a server that has, for a moment, no one moment to read at', () => {
  it('because an index is being made is asked again: nobody is told that storage is away', async () => {
    const server = await start({ settings: ['--setParameter', 'enableTestCommands=1'] });
    const client = new driver.MongoClient(server.url);
    const database = await MongoDatabase.open({ url: server.url, database: 'newid-test' });
    try {
      const storage = await MongoViewStorage.open(database);
      const set = await storage.create(newSet(), 'serving');
      await storage.write([{ set, from: 0, to: 4, changes: [{ collection: stories, puts: some, removed: [] }] }]);
      const healthy: Range = { equals: [['domain', 'health']], ordered: ['words'], isDescending: false, limit: 3 };
      const reads = {
        find: async () => (await storage.find(set, stories, healthy)).map((json) => JSON.parse(json).id),
        aggregate: () => storage.count(set, stories, [['domain', 'health']]),
      };
      await reads.find();
      const answers: unknown[] = [];
      for (const [command, read] of Object.entries(reads)) {
        // SnapshotUnavailable.
        const data = { errorCode: 246, failCommands: [command] };
        await client.db('admin').command({ configureFailPoint: 'failCommand', mode: { times: 3 }, data });
        answers.push(await read());
      }
      expect(answers).toEqual([['c', 'a'], 2]);
    } finally {
      await client.close();
      await database.close();
      await server.stop();
    }
  }, 60_000);
});
