import { setTimeout } from 'node:timers/promises';

import type { EventStore } from '#event-store/event-store.js';
import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import type { LogRelay } from '#event-store/relay.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { ProjectionRunner } from '../projection-runner.js';
import { collection, type ReadModel } from '../read-model.js';
import { MongoViewStorage } from './mongo-view-storage.js';

const totals = collection<{ readonly id: string; readonly told: number }>()('totals', {});
const totalsModel: ReadModel = {
  name: 'totals',
  version: 1,
  collections: [totals],
  async project(_, changes) {
    changes.put(totals, { id: 'all', told: ((await changes.get(totals, 'all'))?.told ?? 0) + 1 });
  },
};

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

  async function start(name: string): Promise<Running> {
    const database = await mongo.connect(name);
    const { store, relay } = await openMongoEventStore(database, { Told: { version: 1 } });
    const storage = await MongoViewStorage.open(database, keptForMs);
    const runner = new ProjectionRunner({ store, storage, readModels: [totalsModel], log: silent });
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
    for (let states = ['retired']; states.includes('retired'); ) {
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
});
