import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MongoDatabase } from '#mongo/mongo-database.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { start } from '../../../infra/local-servers/mongod.mjs';

import { StorageUnavailable, type AppendOptions } from '../event-store.js';
import { MongoCommitStorage } from './mongo-commit-storage.js';
import { openMongoEventStore } from './open-mongo-event-store.js';

const types = { Noted: { version: 1 } };
const noted = { type: 'Noted', schemaVersion: 1, data: { text: 'n' } };
const asCommand = (commandId: string): AppendOptions => ({
  commandId,
  expected: 'any',
  organisation: 'org',
  actor: 'person/1',
  at: '2026-11-21T10:00:00.000Z',
  correlation: 'c',
});
const writers = 16;
const kills = 3;

describeOnMongo('a MongoDB killed with -9 in the middle of appends', () => {
  it('loses nothing acknowledged, does nothing twice, and its log has no gap', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'newid-kill-mongod-'));
    let server = await start({ folder });
    const { port } = server;
    const database = await MongoDatabase.open({ url: server.url, database: 'newid-test' });
    const { store, relay } = await openMongoEventStore(database, types, { everyMs: 50 });
    relay.start();

    const acknowledged: string[] = [];
    const unexpected: unknown[] = [];
    let isOver = false;
    let next = 0;
    let onAcknowledged = (): void => undefined;
    const acknowledgedMore = (many: number): Promise<void> => {
      const until = acknowledged.length + many;
      return new Promise((resolve) => {
        onAcknowledged = () => {
          if (acknowledged.length >= until) resolve();
        };
      });
    };
    const write = async (): Promise<void> => {
      while (!isOver) {
        next += 1;
        const commandId = `c${String(next)}`;
        const stream = `note/${String(next % 5)}`;
        // The same command again until it is acknowledged, as a person's browser would send it.
        for (let isDone = false; !isDone;) {
          try {
            await store.append(stream, [noted], asCommand(commandId));
            isDone = true;
          } catch (error) {
            if (error instanceof StorageUnavailable) continue;
            unexpected.push(error);
            isDone = true;
          }
        }
        acknowledged.push(commandId);
        onAcknowledged();
      }
    };
    const writing = Array.from({ length: writers }, write);
    for (let kill = 0; kill < kills; kill += 1) {
      await acknowledgedMore(150);
      await server.kill();
      server = await start({ folder, port });
    }
    await acknowledgedMore(50);
    isOver = true;
    await Promise.all(writing);
    await relay.drain();

    expect(unexpected).toEqual([]);
    const logged: string[] = [];
    const storage = new MongoCommitStorage(database);
    const positions: number[] = [];
    for (;;) {
      const commits = await storage.readCommits(positions.at(-1) ?? 0, 500);
      if (commits.length === 0) break;
      for (const { position, commands } of commits) {
        positions.push(position);
        logged.push(...commands.map(({ commandId }) => commandId));
      }
    }
    expect(logged.toSorted()).toEqual(acknowledged.toSorted());
    expect(positions).toEqual(positions.map((_, at) => at + 1));
    const flaws: unknown[] = [];
    for await (const flaw of store.verify()) flaws.push(flaw);
    expect(flaws).toEqual([]);

    await store.close();
    await database.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }, 180_000);
});
