import { setTimeout as after } from 'node:timers/promises';

import { leases, takeLease } from '#mongo/leases.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { untilOurs } from '../background/turn.js';
import { LeasedTurn, oneAtATime } from './leased-turn.js';

describeOnMongo('the turn of several processes of one service', (mongo) => {
  let database: MongoDatabase;
  let other: MongoDatabase;
  const never = new AbortController().signal;

  beforeEach(async () => {
    database = await mongo.connect();
    other = await mongo.connect(database.name);
  });

  it('is that of one at a time, of the next at once where it is given back', async () => {
    const turns = [new LeasedTurn(database, 'one'), new LeasedTurn(other, 'other')];
    const asked = await Promise.all(turns.map((turn) => turn.isOurs()));
    expect(asked.filter((isOurs) => isOurs)).toHaveLength(1);
    const [first, second] = asked[0] === true ? turns : turns.reverse();
    await first?.giveBack();
    expect([await second?.isOurs(), await first?.isOurs()]).toEqual([true, false]);
  });

  it('goes to another within 12 s when whoever had it is dead', async () => {
    const dead = new LeasedTurn(database, 'dead');
    expect(await dead.isOurs()).toBe(true);
    await database.close();
    const began = performance.now();
    expect(await untilOurs(new LeasedTurn(other, 'alive'), never)).toBe(true);
    expect(performance.now() - began).toBeLessThan(12_000);
  }, 30_000);

  it('is not believed in by one that was paused and wakes up when another has it', async () => {
    const paused = new LeasedTurn(database, 'paused');
    expect(await paused.isOurs()).toBe(true);
    const end = { $set: { until: new Date(0) } };
    await other.collection<{ _id: string }>(leases.name).updateOne({ _id: 'following' }, end);
    expect(await new LeasedTurn(other, 'other').isOurs()).toBe(true);
    // What it was sure of is sure for a second, however long it was paused.
    const began = performance.now();
    let believed = began;
    for (let asked = began; await paused.isOurs(); asked = performance.now()) {
      believed = asked;
      await after(20);
    }
    expect(believed - began).toBeLessThan(1_000);
  });

  it('is kept by asking for it', async () => {
    const held = new LeasedTurn(database, 'held');
    const waiting = new LeasedTurn(other, 'waiting');
    const answers = new Set<string>();
    for (let asked = 0; asked < 16; asked += 1) {
      answers.add(`${String(await held.isOurs())} ${String(await waiting.isOurs())}`);
      await after(500);
    }
    expect([...answers]).toEqual(['true false']);
  }, 30_000);

  it('is free for the next who does a thing one at a time, also where the work failed', async () => {
    const failing = oneAtATime(database, 'opening', () => Promise.reject(new Error('No such folder')));
    await expect(failing).rejects.toThrow('No such folder');
    expect(await takeLease(other, 'opening', 'next', 10_000)).toBe(true);
  });
});
