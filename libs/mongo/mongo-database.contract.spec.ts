import { createServer, type AddressInfo } from 'node:net';

import { Schema } from 'mongoose';

import { missing, start, type LocalMongod } from '../../infra/local-servers/mongod.mjs';

import { StorageUnavailable } from '#event-store/event-store.js';
import { describeUnless } from '#service-kit/testing/describe-unless.js';

import { assertIndexes } from './declared-indexes.js';
import { giveBackLease, takeLease } from './leases.js';
import { MongoDatabase } from './mongo-database.js';
import { assertFit } from './server-fitness.js';
import { describeOnMongo } from './testing/mongo-for-tests.js';

describe('a server', () => {
  const set = { setName: 'rs0', version: '6.0.5' };

  it.each([
    ['of a set, new enough', set],
    ['of the oldest version that will do', { ...set, version: '5.0.0' }],
    ['that leads to the sets of a sharded cluster', { msg: 'isdbgrid', version: '7.0.1' }],
  ])('%s is fit', (_, says) => {
    expect(() => {
      assertFit('host:1', says);
    }).not.toThrow();
  });

  it.each([
    ['of version 4.4', { ...set, version: '4.4.29' }, 'too-old', '4.4.29'],
    ['that says no version', { setName: 'rs0' }, 'too-old', 'undefined'],
    ['that stands alone', { version: '6.0.5' }, 'standalone', 'rs.initiate'],
  ])('%s is refused with what to do', (_, says, because, words) => {
    expect(() => {
      assertFit('host:1', says);
    }).toThrow(expect.objectContaining({ because, message: expect.stringContaining(words) }));
  });
});

describeOnMongo('a database of MongoDB', (mongo) => {
  const refusal = async (url: string): Promise<unknown> =>
    MongoDatabase.open({ url, database: 'newid-test' }).catch((error: unknown) => error);

  it('is refused in one line where the address is none', async () => {
    const refused = await refusal('postgres://localhost');
    expect(refused).toMatchObject({ because: 'address-malformed', message: expect.not.stringContaining('\n') });
  });

  it('is refused in one line where nobody listens, without the password', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const refused = await refusal(`mongodb://user:secret@127.0.0.1:${String(port)}/?serverSelectionTimeoutMS=1`);
    expect(refused).toMatchObject({
      because: 'unreachable',
      message: expect.stringContaining(`127.0.0.1:${String(port)}`),
    });
    expect(String(refused)).not.toContain('secret');
  }, 15_000);

  it('waits for a server that is late', async () => {
    const told: string[] = [];
    const waited = MongoDatabase.open({
      url: 'mongodb://127.0.0.1:9/',
      database: 'newid-test',
      waitMs: 1,
      onWaiting: (because) => told.push(because),
    });
    await expect(waited).rejects.toMatchObject({ because: 'unreachable' });
  }, 15_000);

  it('lets one holder at a time have a lease, by the clock of the server', async () => {
    const database = await mongo.connect();
    expect(await takeLease(database, 'relay', 'one', 60_000)).toBe(true);
    expect(await takeLease(database, 'relay', 'other', 60_000)).toBe(false);
    expect(await takeLease(database, 'relay', 'one', 60_000)).toBe(true);
    expect(await takeLease(database, 'outbox', 'other', 60_000)).toBe(true);
    const over = { $set: { until: new Date(0) } };
    await database.collection<{ _id: string }>('leases').updateOne({ _id: 'relay' }, over);
    expect(await takeLease(database, 'relay', 'other', 60_000)).toBe(true);
    expect(await takeLease(database, 'relay', 'one', 60_000)).toBe(false);
    await giveBackLease(database, 'relay', 'one');
    expect(await takeLease(database, 'relay', 'one', 60_000)).toBe(false);
    await giveBackLease(database, 'relay', 'other');
    expect(await takeLease(database, 'relay', 'one', 60_000)).toBe(true);
  });

  it('takes over the lease of somebody who is gone when the clock of the server went back by an hour', async () => {
    const database = await mongo.connect();
    expect(await takeLease(database, 'relay', 'gone', 60_000)).toBe(true);
    const hourAhead = { $set: { until: new Date(Date.now() + 3_660_000) } };
    await database.collection<{ _id: string }>('leases').updateOne({ _id: 'relay' }, hourAhead);
    expect(await takeLease(database, 'relay', 'other', 60_000)).toBe(true);
    expect(await takeLease(database, 'relay', 'gone', 60_000)).toBe(false);
  });

  describe('indexes', () => {
    const schema = new Schema({ one: String, two: String }, { autoIndex: false });
    schema.index({ one: 1 }, { name: 'one-once', unique: true });
    schema.index({ two: 1 }, { name: 'by-two' });
    const things = { name: 'things', schema };

    it('are made where nothing stands, and found at the next start', async () => {
      const database = await mongo.connect();
      await assertIndexes(database, [things]);
      await database.collection('things').insertOne({ one: 'a' });
      await assertIndexes(database, [things]);
      await expect(database.collection('things').insertOne({ one: 'a' })).rejects.toThrow(/E11000/);
    });

    it('that are unique and were dropped stop the start', async () => {
      const database = await mongo.connect();
      await assertIndexes(database, [things]);
      await database.collection('things').insertOne({ one: 'a' });
      await database.collection('things').dropIndex('one-once');
      await expect(assertIndexes(database, [things])).rejects.toMatchObject({
        because: 'index-missing',
        message: expect.stringContaining('one-once'),
      });
    });

    it('that bear the name and are not unique stop the start', async () => {
      const database = await mongo.connect();
      await database.collection('things').createIndex({ one: 1 }, { name: 'one-once' });
      await expect(assertIndexes(database, [things])).rejects.toMatchObject({ because: 'index-missing' });
    });

    it('that only make it quick are made again', async () => {
      const database = await mongo.connect();
      await assertIndexes(database, [things]);
      await database.collection('things').insertOne({ one: 'a' });
      await database.collection('things').dropIndex('by-two');
      await assertIndexes(database, [things]);
      expect(await database.collection('things').indexExists('by-two')).toBe(true);
    });
  });

  it('answers that it is away, and works again, when the server is killed and comes back', async () => {
    const { server } = mongo;
    if (server === undefined) return;
    const database = await mongo.connect();
    const things = database.collection('things');
    await things.insertOne({ kept: true });
    await server.pause();
    const while_ = await database.command({ ping: 1 }, 300).catch((error: unknown) => error);
    server.resume();
    expect(while_).toBeInstanceOf(StorageUnavailable);
    expect(await things.countDocuments()).toBe(1);
  }, 30_000);
});

describeUnless(missing(), 'a MongoDB that is not as it should be', () => {
  let server: LocalMongod | undefined;
  afterEach(() => server?.stop());

  it('because it stands alone is refused with a clear sentence', async () => {
    server = await start({ standalone: true });
    const open = (url: string) => MongoDatabase.open({ url, database: 'newid-test' });
    await expect(open(server.url)).rejects.toMatchObject({ because: 'standalone' });
    await expect(open(`${server.url}?replicaSet=newid`)).rejects.toMatchObject({ because: 'standalone' });
  }, 60_000);

  it('because it knows another password is refused with a clear sentence', async () => {
    server = await start({ root: { name: 'root', password: 'right' } });
    const url = server.url.replace(/root:right@/, '');
    const database = 'newid-test';
    for (const place of [
      { url, database },
      { url, database, user: 'root', password: 'wrong' },
    ]) {
      const refused = await MongoDatabase.open(place).catch((error: unknown) => error);
      expect(refused).toMatchObject({ because: 'credentials' });
      expect(String(refused)).not.toMatch(/wrong|\n/);
    }
    const opened = await MongoDatabase.open({ url, database, user: 'root', password: 'right' });
    await opened.close();
  }, 60_000);
});
