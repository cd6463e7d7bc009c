import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import { MongoDatabase } from '#mongo/mongo-database.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { start } from '../../../infra/local-servers/mongod.mjs';

import { LogFollower } from '../log-follower.js';
import { MongoCheckpoints } from './mongo-checkpoints.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const followers = ['outbox', 'reaction/one', 'reaction/two'];
const perKill = 40;
const kills = 3;

describeOnMongo('a MongoDB killed with -9 in the moment in which checkpoints were kept', () => {
  it('forgets none of them: each follower begins where it was, and passes over nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'newid-kill-mongod-'));
    let server = await start({ folder });
    const { port } = server;
    const database = await MongoDatabase.open({ url: server.url, database: 'newid-test' });
    const { store, relay } = await openMongoEventStore(database, { Noted: { version: 1 } });
    const checkpoints = new MongoCheckpoints(database);
    const taken = new Map(followers.map((name) => [name, [] as number[]]));
    const begunAt: number[] = [];

    for (let kill = 1; kill <= kills; kill += 1) {
      for (let at = 1; at <= perKill; at += 1) {
        const id = `${String(kill)}-${String(at)}`;
        await store.append(`note/${id}`, [{ type: 'Noted', schemaVersion: 1, data: {} }], {
          ...{ commandId: id, expected: 'no-stream', organisation: 'org', actor: 'person/1' },
          ...{ at: '2026-11-21T10:00:00.000Z', correlation: 'c' },
        });
      }
      await relay.drain();
      const following = followers.map(
        (name) =>
          new LogFollower({
            ...{ store, checkpoints, log: silent },
            following: {
              name,
              handle: async ({ position }) => {
                taken.get(name)?.push(position);
              },
            },
          }),
      );
      for (const name of followers) begunAt.push(await checkpoints.position(name));
      for (const follower of following) follower.start();
      await Promise.all(following.map((follower) => follower.caughtUp()));
      await server.kill();
      server = await start({ folder, port });
      await Promise.all(following.map((follower) => follower.stop()));
    }

    const all = Array.from({ length: kills * perKill }, (_, at) => at + 1);
    for (const positions of taken.values()) expect([...new Set(positions)].sort((a, b) => a - b)).toEqual(all);
    // Forgotten, one would seem to be behind until the next commit comes.
    expect(begunAt).toEqual([0, 1, 2].flatMap((kill) => followers.map(() => kill * perKill)));
    await store.close();
    await database.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }, 120_000);
});
