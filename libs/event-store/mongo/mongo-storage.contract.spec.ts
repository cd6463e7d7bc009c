import { mongo as driver } from 'mongoose';

import type { MongoDatabase } from '#mongo/mongo-database.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { StorageUnavailable, type AppendOptions, type EventStore, type Flaw } from '../event-store.js';
import { LogRelay } from '../relay.js';
import { commits, log, oneCommitAVersion, type CommitDocument, type LogDocument } from './commit-documents.js';
import { MongoCommitStorage } from './mongo-commit-storage.js';
import { openMongoEventStore } from './open-mongo-event-store.js';

const types = { Noted: { version: 1 } };
const noted = (text: string) => ({ type: 'Noted', schemaVersion: 1, data: { text } });
const asCommand = (commandId: string): AppendOptions => ({
  commandId,
  expected: 'any',
  organisation: 'org',
  actor: 'person/1',
  at: '2026-11-21T10:00:00.000Z',
  correlation: 'c',
});

async function flaws(store: EventStore): Promise<readonly Flaw[]> {
  const found: Flaw[] = [];
  for await (const flaw of store.verify()) found.push(flaw);
  return found;
}

describeOnMongo('commits in MongoDB', (mongo) => {
  let database: MongoDatabase;
  beforeEach(async () => {
    database = await mongo.connect();
  });

  const written = () => database.collection<CommitDocument>(commits.name);
  const logged = () => database.collection<LogDocument>(log.name);

  /** Two streams, three commits, one with two events and a fingerprint; all in the log. */
  async function aWrittenStore(): Promise<EventStore> {
    const { store, relay } = await openMongoEventStore(database, types);
    await store.append('note/a', [noted('ŵy'), noted('two')], asCommand('one'));
    const decider = { initialState: 0, evolve: (events: number) => events + 1 };
    await store.execute('note/a', { ...asCommand('two'), fingerprint: 'asked' }, decider, () => [noted('three')]);
    await store.append('note/b', [noted('other')], asCommand('three'));
    await relay.drain();
    return store;
  }

  it('are not opened without the index that settles races', async () => {
    await aWrittenStore();
    await written().dropIndex(oneCommitAVersion);
    await expect(openMongoEventStore(database, types)).rejects.toMatchObject({
      because: 'index-missing',
      message: expect.stringContaining(oneCommitAVersion),
    });
  });

  it('are each told apart in one write: written, lost race, known command', async () => {
    await aWrittenStore();
    const storage = new MongoCommitStorage(database);
    const last = await storage.lastCommit('note/a');
    if (last === undefined) throw new Error('No commit');
    const as = (stream: string, firstVersion: number, commandId: string) => ({
      ...last,
      stream,
      firstVersion,
      lastVersion: firstVersion,
      commands: [{ commandId, firstVersion, lastVersion: firstVersion }],
    });
    const results = await storage.write([
      as('note/c', 1, 'four'),
      as('note/a', 3, 'five'),
      as('note/d', 1, 'one'),
      as('note/e', 1, 'six'),
    ]);
    expect(results.map(({ result }) => result)).toEqual(['written', 'version-conflict', 'command-known', 'written']);
    expect(await written().distinct('stream')).toEqual(['note/a', 'note/b', 'note/c', 'note/e']);
  });

  it.each([1, 2, 3, 4])('are read from version %i on, that in the middle of a commit too', async (from) => {
    const store = await aWrittenStore();
    const versions = (await store.read('note/a', from)).map(({ streamVersion }) => streamVersion);
    expect(versions).toEqual([1, 2, 3].filter((version) => version >= from));
  });

  it('stand in the log in the order in which they were written, whatever clock the writers had', async () => {
    const { store, relay } = await openMongoEventStore(database, types);
    const streams = ['note/z', 'note/a', 'note/m', 'note/b'];
    for (const [at, stream] of streams.entries()) {
      await store.append(stream, [noted('n')], { ...asCommand(stream), at: new Date(-at).toISOString() });
    }
    await relay.drain();
    expect((await store.readLog(0, 10)).map(({ stream }) => stream)).toEqual(streams);
  });

  it.each([
    ['the stream', { stream: 'note/x' }],
    ['the organisation', { organisation: 'orh' }],
    ['the events', { json: '[]' }],
    ['the hash before', { previousHash: 'f'.repeat(64) }],
    ['the hash', { hash: 'f'.repeat(64) }],
    ['the first version', { firstVersion: 7 }],
    ['the last version', { lastVersion: 7 }],
    ['a command id', { 'commands.0.commandId': 'onf' }],
    ['a fingerprint', { 'commands.0.fingerprint': 'other' }],
    ['bytes that are no text', { json: 1 }],
  ])('show it when somebody changes %s', async (_, change) => {
    const store = await aWrittenStore();
    expect(await flaws(store)).toEqual([]);
    await database.collection<{ _id: string }>(commits.name).updateOne({ _id: 'note/a@3' }, { $set: change });
    expect(await flaws(store)).not.toEqual([]);
  });

  it('are read from the log as they were written, also text that looks like broken bytes', async () => {
    const { store, relay } = await openMongoEventStore(database, types);
    const texts = ['ŵy', 'a\uFFFDb', '\uFFFD', 'plain'];
    for (const text of texts) await store.append('note/a', [noted(text)], asCommand(text));
    await relay.drain();
    // Another process has none of it in its memory.
    const logged = await new MongoCommitStorage(database).readLog(0, 10);
    expect(logged.map(({ json }) => JSON.parse(json)[0].event.data.text)).toEqual(texts);
  });

  it('show it when one of them, or an entry of the log, is taken away', async () => {
    const store = await aWrittenStore();
    const taken = await written().findOneAndDelete({ _id: 'note/a@3' });
    expect(await flaws(store)).not.toEqual([]);
    if (taken !== null) await written().insertOne(taken);
    expect(await flaws(store)).toEqual([]);
    await logged().deleteOne({ _id: 2 });
    expect(await flaws(store)).not.toEqual([]);
  });

  describe('the relay, stopped between any two steps', () => {
    const read = async () => {
      const { store } = await openMongoEventStore(database, types);
      expect(await flaws(store)).toEqual([]);
      return (await store.readLog(0, 10)).map(({ position, firstVersion }) => [position, firstVersion]);
    };

    it.each(['after the last position was read', 'after the commits were looked for'])(
      '%s adds nothing wrong',
      async (when) => {
        const { store } = await openMongoEventStore(database, types);
        await store.append('note/a', [noted('one')], asCommand('1'));
        const slow = new MongoCommitStorage(database);
        const last = await slow.lastPosition();
        let found = when === 'after the commits were looked for' ? await slow.notInLog(10) : undefined;

        await new LogRelay(new MongoCommitStorage(database)).drain();
        await store.append('note/a', [noted('two')], asCommand('2'));

        found ??= await slow.notInLog(10);
        expect(await slow.appendToLog(last, found)).toBe(0);
        await new LogRelay(slow).drain();
        expect(await read()).toEqual([
          [1, 1],
          [2, 2],
        ]);
      },
    );

    it('stops where another gave a place away in another order', async () => {
      const { store } = await openMongoEventStore(database, types);
      for (const stream of ['note/a', 'note/b', 'note/c']) await store.append(stream, [noted('n')], asCommand(stream));
      const slow = new MongoCommitStorage(database);
      const found = await slow.notInLog(10);
      // A write that was long on its way can be seen by one and not by the other.
      expect(await new MongoCommitStorage(database).appendToLog(0, found.slice(1, 2))).toBe(1);
      expect(await slow.appendToLog(0, found)).toBe(0);
      expect((await store.readLog(0, 10)).map(({ stream }) => stream)).toEqual(['note/b']);
      await new LogRelay(slow).drain();
      expect((await store.readLog(0, 10)).map(({ position, stream }) => [position, stream])).toEqual([
        [1, 'note/b'],
        [2, 'note/a'],
        [3, 'note/c'],
      ]);
      expect(await flaws(store)).toEqual([]);
    });

    it('after the log was written and before the marks were taken away goes on behind', async () => {
      const { store } = await openMongoEventStore(database, types);
      for (const id of ['1', '2', '3']) await store.append('note/a', [noted(id)], asCommand(id));
      const marked = await written()
        .find({ firstVersion: { $lte: 2 } }, { projection: { waitsSince: 1 } })
        .toArray();
      const stopped = new MongoCommitStorage(database);
      await stopped.appendToLog(0, (await stopped.notInLog(10)).slice(0, 2));
      for (const { _id, waitsSince } of marked) {
        if (waitsSince !== undefined) await written().updateOne({ _id }, { $set: { waitsSince } });
      }
      await new LogRelay(new MongoCommitStorage(database)).drain();
      expect(await read()).toEqual([
        [1, 1],
        [2, 2],
        [3, 3],
      ]);
      expect(await new MongoCommitStorage(database).notInLog(10)).toEqual([]);
    });
  });

  it('keep the order of a stream where an insertion hung and shows up among older ones', async () => {
    const { store } = await openMongoEventStore(database, types);
    const storage = new MongoCommitStorage(database);
    const relay = new LogRelay(storage);
    for (let at = 0; at < 3; at += 1) await store.append(`note/${String(at)}`, [noted('n')], asCommand(String(at)));
    await relay.drain();
    await store.append('note/late', [noted('1')], asCommand('l1'));
    await store.append('note/late', [noted('2')], asCommand('l2'));
    // The first one is there already, but its mark is not seen yet.
    const first = await written().findOneAndUpdate({ _id: 'note/late@1' }, { $unset: { waitsSince: 1 } });
    await written().updateOne({ _id: 'note/late@1' }, { $set: { lastVersion: 0 } });
    await relay.drain();
    expect(await store.lastPosition()).toBe(3);
    const early = new driver.Timestamp({ t: 1, i: 1 });
    await written().updateOne({ _id: 'note/late@1' }, { $set: { lastVersion: 1, waitsSince: early } });
    expect(first?.waitsSince).toBeDefined();
    await relay.drain();
    const late = (await store.readLog(3, 10)).map(({ stream, firstVersion }) => [stream, firstVersion]);
    expect(late).toEqual([
      ['note/late', 1],
      ['note/late', 2],
    ]);
  });

  it('are found, all of them, in pages, by two relays that take turns', async () => {
    const { store } = await openMongoEventStore(database, types);
    const storages = [new MongoCommitStorage(database), new MongoCommitStorage(database)];
    let turn = 0;
    for (let round = 0; round < 6; round += 1) {
      for (let at = 0; at < 7; at += 1) {
        await store.append(`note/${String(at % 3)}`, [noted('n')], asCommand(`${String(round)}-${String(at)}`));
      }
      // More than they need: a page may find marks that the other has not taken away yet.
      for (let page = 0; page < 6; page += 1) {
        turn += 1;
        const storage = storages[turn % 2];
        const last = (await storage?.lastPosition()) ?? 0;
        const found = (await storage?.notInLog(3)) ?? [];
        await storage?.appendToLog(last, found);
      }
    }
    expect(await store.lastPosition()).toBe(42);
    expect(await flaws(store)).toEqual([]);
  });

  it('written by one process wake the readers of another', async () => {
    const one = await openMongoEventStore(database, types, { everyMs: 600_000 });
    const other = await openMongoEventStore(await mongo.connect(database.name), types, { everyMs: 600_000 });
    const told = new Promise<void>((resolve) => other.store.onLogged(resolve));
    other.relay.start();
    await one.signal.start();
    await other.signal.start();
    one.relay.start();
    await one.store.append('note/a', [noted('n')], asCommand('1'));
    await told;
    expect(await other.store.lastPosition()).toBe(1);
    await one.signal.stop();
    await other.signal.stop();
    await one.store.close();
    await other.store.close();
  });

  it('wake the readers of a process that was alone when it began to listen', async () => {
    const first = await openMongoEventStore(database, types, { everyMs: 600_000 });
    const later = await openMongoEventStore(await mongo.connect(database.name), types, { everyMs: 600_000 });
    const told = new Promise<void>((resolve) => first.store.onLogged(resolve));
    first.relay.start();
    await first.signal.start();
    await later.signal.start();
    later.relay.start();
    await later.store.append('note/a', [noted('n')], asCommand('1'));
    await told;
    expect(await first.store.lastPosition()).toBe(1);
    await first.signal.stop();
    await later.signal.stop();
    await first.store.close();
    await later.store.close();
  });

  it('are listened for by a process that is not alone, and by no other', async () => {
    const listening = async (): Promise<number> => {
      const client = new driver.MongoClient(mongo.url);
      const now = await client
        .db('admin')
        .aggregate([{ $currentOp: { allUsers: true, idleCursors: true } }])
        .toArray();
      await client.close();
      const streams = now.map((each) => JSON.stringify(each)).filter((each) => each.includes('$changeStream'));
      return streams.filter((each) => each.includes(database.name)).length;
    };
    // Of one that was killed, and over.
    await database
      .collection<{ readonly _id: string; readonly until: Date }>('leases')
      .insertOne({ _id: 'present/killed', until: new Date(0) });
    const first = await openMongoEventStore(database, types);
    await first.signal.start();
    const alone = await listening();
    const later = await openMongoEventStore(await mongo.connect(database.name), types);
    await later.signal.start();
    expect([alone, (await listening()) > 0]).toEqual([0, true]);
    await first.signal.stop();
    await later.signal.stop();
    expect(await database.collection('leases').countDocuments()).toBe(0);
    await first.store.close();
    await later.store.close();
  });

  it('are refused while the server is paused, and not lost: the same command again is done once', async () => {
    const { server } = mongo;
    if (server === undefined) return;
    const { store, relay } = await openMongoEventStore(database, types);
    await store.append('note/a', [noted('before')], asCommand('1'));
    await server.pause();
    const refused = await store.append('note/a', [noted('while')], asCommand('2')).catch((error: unknown) => error);
    server.resume();
    expect(refused).toBeInstanceOf(StorageUnavailable);
    const again = await store.append('note/a', [noted('while')], asCommand('2'));
    expect(again).toMatchObject({ version: 2 });
    await relay.drain();
    expect(await store.read('note/a')).toHaveLength(2);
    expect(await flaws(store)).toEqual([]);
  }, 60_000);
});
