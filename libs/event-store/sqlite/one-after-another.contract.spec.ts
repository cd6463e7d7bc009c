import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Database } from '#sqlite/database.js';

import type { EventStore } from '../event-store.js';
import { openSqliteEventStore } from './open-sqlite-event-store.js';

describe('commits that come one after another', () => {
  let folder: string;
  let database: Database;
  let store: EventStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'newid-one-after-another-'));
    database = new Database(join(folder, 'events.db'));
    ({ store } = openSqliteEventStore(database, { Noted: { version: 1 } }));
  });
  afterEach(async () => {
    await store.close();
    database.close();
    rmSync(folder, { recursive: true });
  });

  const note = (id: string) =>
    store.append(`note/${id}`, [{ type: 'Noted', schemaVersion: 1, data: {} }], {
      ...{ organisation: 'org-1', actor: 'person/1', at: '2026-11-21T10:00:00.000Z', correlation: 'c' },
      ...{ expected: 'no-stream', commandId: id },
    });

  it('leave others their turn, though an embedded database never waits by itself', async () => {
    const wanted = 5;
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      if (turns < wanted) setImmediate(turn);
    };
    setImmediate(turn);
    // A turn comes every few milliseconds, and how many commits that is a disk decides. It never came by itself.
    let commits = 0;
    for (; turns < wanted && commits < 5_000; commits += 1) await note(String(commits));
    expect(turns).toBe(wanted);
  });

  it('are durable when they are answered', async () => {
    const other = new Database(join(folder, 'events.db'));
    const { store: reader } = openSqliteEventStore(other, { Noted: { version: 1 } });
    for (let at = 0; at < 20; at += 1) {
      await note(String(at));
      expect(await reader.read(`note/${String(at)}`)).toHaveLength(1);
    }
    await reader.close();
    other.close();
  });
});
