import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { Database } from '#sqlite/database.js';
import { FolderInUse, lockFolder } from '#sqlite/folder-lock.js';

import { sealCommit } from '../commit.js';
import { StorageUnavailable, type AppendOptions, type EventStore, type Flaw } from '../event-store.js';
import { LogRelay } from '../relay.js';
import { openSqliteEventStore } from './open-sqlite-event-store.js';
import { SqliteCommitStorage } from './sqlite-commit-storage.js';

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

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newid-sqlite-events-'));
  database = new Database(join(folder, 'events.db'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

async function flaws(store: EventStore): Promise<readonly Flaw[]> {
  const found: Flaw[] = [];
  for await (const flaw of store.verify()) found.push(flaw);
  return found;
}

/** Two streams, three commits, one with two events and a fingerprint; all in the log. */
async function aWrittenStore(): Promise<EventStore> {
  const { store, relay } = openSqliteEventStore(database, types);
  await store.append('note/a', [noted('ŵy'), noted('two')], asCommand('one'));
  const decider = { initialState: 0, evolve: (events: number) => events + 1 };
  await store.execute('note/a', { ...asCommand('two'), fingerprint: 'asked' }, decider, () => [noted('three')]);
  await store.append('note/b', [noted('other')], asCommand('three'));
  await relay.drain();
  return store;
}

describe('a disk that is full', () => {
  it('stops the write, loses nothing acknowledged, and takes writes again once there is room', async () => {
    const { store, relay } = openSqliteEventStore(database, types);
    await store.append('note/a', [noted('kept')], asCommand('before'));
    const [size] = database.tuples<[number]>('PRAGMA page_count').get() ?? [0];
    database.run(`PRAGMA max_page_count = ${String(size)}`);

    const tooMuch = store.append('note/a', [noted('x'.repeat(100_000))], asCommand('full'));
    await expect(tooMuch).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(tooMuch).rejects.toMatchObject({ because: 'disk-full' });
    expect(await store.read('note/a')).toHaveLength(1);

    database.run('PRAGMA max_page_count = 1000000');
    const again = await store.append('note/a', [noted('x'.repeat(100_000))], asCommand('full'));
    expect(again).toMatchObject({ version: 2, replayed: false });
    await relay.drain();
    expect(await flaws(store)).toEqual([]);
  });

  it('stops the relay, which goes on without a gap once there is room', async () => {
    const { store, relay } = openSqliteEventStore(database, types);
    const many = Array.from({ length: 1_000 }, (_, at) =>
      store.append(`note/${String(at)}`, [noted('n')], asCommand(`n${String(at)}`)),
    );
    await Promise.all(many);
    const [size] = database.tuples<[number]>('PRAGMA page_count').get() ?? [0];
    database.run(`PRAGMA max_page_count = ${String(size)}`);
    await expect(relay.drain()).rejects.toMatchObject({ because: 'disk-full' });
    expect(await store.lastPosition()).toBe(0);

    database.run('PRAGMA max_page_count = 1000000');
    await relay.drain();
    expect(await store.lastPosition()).toBe(1_000);
    expect(await flaws(store)).toEqual([]);
  });
});

describe('a store that may only be read', () => {
  it('stops the write with its reason and is read as before', async () => {
    const store = await aWrittenStore();
    database.run('PRAGMA query_only = ON');
    await expect(store.append('note/a', [noted('no')], asCommand('no'))).rejects.toMatchObject({
      name: 'StorageUnavailable',
      because: 'read-only',
    });
    database.run('PRAGMA query_only = OFF');
    expect(await store.read('note/a')).toHaveLength(3);
  });

  it('says that it cannot be opened in a folder that is not there', () => {
    expect(() => new Database(join(folder, 'absent', 'events.db'))).toThrow(StorageUnavailable);
  });
});

describe('a data folder', () => {
  it('is held by one process at a time and let go of', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    lock.release();
    lockFolder(folder).release();
  });
});

describe('a change of any stored byte', () => {
  const texts = ['stream', 'organisation', 'commands', 'json', 'previous_hash', 'hash'] as const;

  it.each(texts)('in the %s of a commit is found', async (column) => {
    const store = await aWrittenStore();
    const rows = database
      .tuples<[id: number, bytes: Uint8Array]>(`SELECT id, CAST(${column} AS BLOB) FROM commits`)
      .all();
    database.run('PRAGMA foreign_keys = OFF');
    let changes = 0;
    for (const [id, bytes] of rows) {
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
        const write = database.statement(`UPDATE commits SET ${column} = CAST(? AS TEXT) WHERE id = ?`);
        write.run(changed, id);
        if ((await flaws(store)).length === 0)
          throw new Error(`Byte ${String(at)} of ${column} in commit ${String(id)}`);
        write.run(bytes, id);
        changes += 1;
      }
    }
    expect(changes).toBeGreaterThan(8);
    expect(await flaws(store)).toEqual([]);
  });

  it('covered up by a new hash is found by the commit after it', async () => {
    const store = await aWrittenStore();
    const [first] = await new SqliteCommitStorage(database).readStream('note/a', 1);
    if (first === undefined) throw new Error('No commit was written');
    const forged = sealCommit({ ...first, json: first.json.replace('two', 'too') });
    database
      .statement(`UPDATE commits SET json = ?, hash = ? WHERE stream = 'note/a' AND first_version = 1`)
      .run(forged.json, forged.hash);
    expect(await flaws(store)).toEqual([{ flaw: 'hash-broken', stream: 'note/a', version: 3 }]);
  });

  it.each([
    ['a first version', 'UPDATE commits SET first_version = 4 WHERE id = 2'],
    ['a last version', 'UPDATE commits SET last_version = 3 WHERE id = 1'],
    ['a command id of the index', `UPDATE command_ids SET command_id = 'onf' WHERE command_id = 'one'`],
    ['what a command id leads to', `UPDATE command_ids SET commit_id = 3 WHERE command_id = 'one'`],
    ['a position', 'UPDATE log SET position = 7 WHERE position = 3'],
    ['what a position names', 'UPDATE log SET commit_id = 9 WHERE position = 1'],
    ['the order of a stream in the log', 'UPDATE log SET position = 8 WHERE position = 1'],
    ['a commit that was taken away', 'DELETE FROM commits WHERE id = 2'],
  ])('%s is found', async (_, sql) => {
    const store = await aWrittenStore();
    database.run(`PRAGMA foreign_keys = OFF; ${sql}`);
    expect(await flaws(store)).not.toEqual([]);
  });
});

describe('what lies beside the commits', () => {
  it('a commit that was taken out of the log, and the gap closed behind it, is found', async () => {
    const store = await aWrittenStore();
    database.run(`DELETE FROM log WHERE position = 1; UPDATE log SET position = position - 1`);
    expect(await flaws(store)).toEqual([{ flaw: 'not-in-log', stream: 'note/a', version: 1 }]);
  });

  it('a page that no commit is read from is found where it does not fit its table', async () => {
    await aWrittenStore();
    database.run('CREATE INDEX of_organisation ON commits (organisation); PRAGMA wal_checkpoint(TRUNCATE)');
    const of = `SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'of_organisation'`;
    const [page, size] = database.tuples<[number, number]>(of).get() ?? [0, 0];
    database.close();
    const path = join(folder, 'events.db');
    const bytes = readFileSync(path);
    bytes.write('orh', bytes.indexOf('org', (page - 1) * size));
    writeFileSync(path, bytes);
    database = new Database(path);
    expect(await flaws(openSqliteEventStore(database, types).store)).toEqual([{ flaw: 'unreadable' }]);
  });
});

describe('the relay, stopped between any two steps', () => {
  it.each(['after the last position was read', 'after the commits were looked for'])(
    '%s adds nothing wrong',
    async (when) => {
      const { store } = openSqliteEventStore(database, types);
      await store.append('note/a', [noted('one')], asCommand('1'));
      const slow = new SqliteCommitStorage(database);
      const last = await slow.lastPosition();
      let commits = when === 'after the commits were looked for' ? await slow.notInLog(10) : undefined;

      await new LogRelay(new SqliteCommitStorage(database)).drain();
      await store.append('note/a', [noted('two')], asCommand('2'));

      commits ??= await slow.notInLog(10);
      expect(await slow.appendToLog(last, commits)).toBe(0);
      await new LogRelay(slow).drain();
      expect((await store.readLog(0, 10)).map(({ position, firstVersion }) => [position, firstVersion])).toEqual([
        [1, 1],
        [2, 2],
      ]);
      expect(await flaws(store)).toEqual([]);
    },
  );

  it('leaves what it added, and another goes on behind it', async () => {
    const { store } = openSqliteEventStore(database, types);
    for (const id of ['1', '2', '3']) await store.append('note/a', [noted(id)], asCommand(id));
    const stopped = new SqliteCommitStorage(database);
    const [first] = await stopped.notInLog(1);
    await stopped.appendToLog(0, first === undefined ? [] : [first]);
    await new LogRelay(new SqliteCommitStorage(database)).drain();
    expect((await store.readLog(0, 10)).map(({ firstVersion }) => firstVersion)).toEqual([1, 2, 3]);
  });

  it('goes on at once after a kill: the next process does not wait for the lease of the dead one', async () => {
    const logged = (relay: LogRelay): Promise<void> =>
      new Promise((told) => {
        relay.onLogged(told);
        relay.start();
      });
    const dead = openSqliteEventStore(database, types);
    await dead.store.append('note/a', [noted('one')], asCommand('1'));
    await logged(dead.relay);
    await dead.relay.stop();

    const next = openSqliteEventStore(database, types);
    await next.store.append('note/a', [noted('two')], asCommand('2'));
    await logged(next.relay);
    await next.relay.stop();
    expect((await next.store.readLog(0, 10)).map(({ firstVersion }) => firstVersion)).toEqual([1, 2]);
  });

  it('gives the lease to one holder at a time', async () => {
    const storage = new SqliteCommitStorage(database);
    expect(await storage.takeLease('one', 60_000)).toBe(true);
    expect(await storage.takeLease('other', 60_000)).toBe(false);
    expect(await storage.takeLease('one', 60_000)).toBe(true);
  });

  it('keeps the lease with its holder beyond its first end, as long as it is renewed', async () => {
    const storage = new SqliteCommitStorage(database);
    const firstMs = 40;
    expect(await storage.takeLease('one', firstMs)).toBe(true);
    expect(await storage.takeLease('one', 60_000)).toBe(true);
    for (const end = Date.now() + 2 * firstMs; Date.now() < end;) await nextTurn();
    expect(await storage.takeLease('other', firstMs)).toBe(false);
  });

  it('gives a lease that is over to whoever asks', async () => {
    const storage = new SqliteCommitStorage(database);
    expect(await storage.takeLease('one', 0)).toBe(true);
    expect(await storage.takeLease('other', 60_000)).toBe(true);
    expect(await storage.takeLease('one', 60_000)).toBe(false);
  });
});
