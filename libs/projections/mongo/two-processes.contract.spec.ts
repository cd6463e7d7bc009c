import { setTimeout } from 'node:timers/promises';

import type { EventStore } from '#event-store/event-store.js';
import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import type { LogRelay } from '#event-store/relay.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import type { FollowedLog } from '../log-reading.js';
import { ProjectionRunner } from '../projection-runner.js';
import { collection, type ReadModel } from '../read-model.js';
import { MongoViewStorage } from './mongo-view-storage.js';

const totals = collection<{ readonly id: string; readonly told: number }>()('totals', {});
const totalsModel = (version: number): ReadModel => ({
  name: 'totals',
  version,
  collections: [totals],
  async project(_, changes) {
    changes.put(totals, { id: 'all', told: ((await changes.get(totals, 'all'))?.told ?? 0) + 1 });
  },
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const keptForMs = 600;

interface Running {
  readonly store: EventStore;
  readonly relay: LogRelay;
  readonly storage: MongoViewStorage;
  readonly runner: ProjectionRunner;
}

describeOnMongo('read models that two processes keep', (mongo) => {
  const running: Running[] = [];

  async function start(name: string, version = 1, beforeFirstRead?: () => Promise<void>): Promise<Running> {
    const database = await mongo.connect(name);
    const { store, relay } = await openMongoEventStore(database, { Told: { version: 1 } });
    const storage = await MongoViewStorage.open(database, keptForMs);
    let isFirst = true;
    const log: FollowedLog = {
      readLog: async (after, limit) => {
        if (isFirst) await beforeFirstRead?.();
        isFirst = false;
        return store.readLog(after, limit);
      },
      lastPosition: () => store.lastPosition(),
      positionOf: (stream, at) => store.positionOf(stream, at),
      logged: () => store.logged(),
      onLogged: (listener) => store.onLogged(listener),
    };
    const runner = new ProjectionRunner({
      store: log,
      storage,
      readModels: [totalsModel(version)],
      log: silent,
      commitsAtOnce: 5,
    });
    await runner.start();
    const started = { store, relay, storage, runner };
    running.push(started);
    return started;
  }

  afterEach(async () => {
    for (const { runner, store } of running.splice(0)) {
      await runner.stop();
      await store.close();
    }
  });

  const told = async ({ runner }: Running) => (await runner.views.get(totals, 'all'))?.told;

  async function tell({ store, relay }: Running, stream: string): Promise<void> {
    await store.append(stream, [{ type: 'Told', schemaVersion: 1, data: {} }], {
      ...{ commandId: stream, fingerprint: stream, organisation: 'pont-y-bore', actor: 'M01', correlation: 'c' },
      at: '2026-11-21T10:00:00.000Z',
      expected: 'no-stream',
    });
    await relay.drain();
  }

  it('are read without a gap in the one while the other builds them anew and takes the old ones away', async () => {
    const name = mongo.newName();
    const [one, other] = [await start(name), await start(name)];
    for (const stream of ['story/1', 'story/2', 'story/3']) await tell(one, stream);
    await Promise.all([one.runner.caughtUp(), other.runner.caughtUp()]);
    expect([await told(one), await told(other)]).toEqual([3, 3]);

    await one.runner.rebuild('totals');
    const seen = new Set<number | undefined>();
    for (let states = ['retired']; states.includes('retired');) {
      seen.add(await told(other));
      states = (await one.storage.sets()).map(({ state }) => state);
      await setTimeout(20);
    }
    seen.add(await told(other));
    expect([...seen]).toEqual([3]);

    await tell(other, 'story/4');
    await Promise.all([one.runner.caughtUp(), other.runner.caughtUp()]);
    expect([await told(one), await told(other)]).toEqual([4, 4]);
  });

  it('count each event once when both project', async () => {
    const name = mongo.newName();
    const [one, other] = [await start(name), await start(name)];
    for (let at = 0; at < 30; at += 1) await tell(at % 2 === 0 ? one : other, `story/${String(at)}`);
    await Promise.all([one.runner.caughtUp(), other.runner.caughtUp()]);
    expect([await told(one), await told(other)]).toEqual([30, 30]);
  });

  it('are built once by either where both start with a newer version, and served by both without being asked', async () => {
    const name = mongo.newName();
    const before = await start(name);
    for (let at = 0; at < 40; at += 1) await tell(before, `story/${String(at)}`);
    await before.runner.stop();
    const both = await Promise.all([start(name, 2), start(name, 2)]);
    await Promise.all(both.map(({ runner }) => runner.caughtUp()));
    const following = { name: 'totals', version: 2, position: 40, lag: 0, condition: 'following' };
    for (const { runner } of both) expect(await runner.state()).toEqual([following]);
    expect(await Promise.all(both.map(told))).toEqual([40, 40]);
    const sets = await before.storage.sets();
    expect(sets.filter(({ state }) => state === 'serving')).toHaveLength(1);
    const [one, other] = await Promise.all(both.map(({ runner }) => runner.fingerprint('totals')));
    expect(one).toBe(other);
  }, 60_000);

  it('are built to the end by one where the other, that began, was killed', async () => {
    const name = mongo.newName();
    const before = await start(name);
    for (let at = 0; at < 12; at += 1) await tell(before, `story/${String(at)}`);
    await before.runner.stop();
    // The other one's last batch comes between the first reading and the first writing of the one that lives.
    const killed = async (): Promise<void> => {
      const set = (await before.storage.sets()).find(({ state }) => state === 'building');
      if (set === undefined) throw new Error('Nothing is being built');
      const puts = [{ id: 'all', json: '{"id":"all","told":7}', values: [] }];
      const changes = [{ collection: totals, puts, removed: [] }];
      expect(await before.storage.write([{ set, from: 0, to: 7, changes }])).toBe(true);
    };
    const after = await start(name, 2, killed);
    await after.runner.caughtUp();
    expect(await told(after)).toBe(12);
    expect(await after.runner.state()).toMatchObject([{ version: 2, position: 12, condition: 'following' }]);
  }, 60_000);
});
