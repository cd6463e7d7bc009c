import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { StorageUnavailable } from '#event-store/event-store.js';

import { aMessage, messageBusContract } from '../contract/message-bus.contract.js';
import { EmbeddedBus } from './embedded-bus.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

messageBusContract('in one process', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'newid-bus-'));
  return {
    open: async () => new EmbeddedBus({ file: join(folder, 'bus.db'), log: silent, wait: async () => undefined }),
    end: () => rm(folder, { recursive: true }),
  };
});

describe('the bus in one process', () => {
  const topic = 'newid.story-submission';
  let folder: string;
  let bus: EmbeddedBus;
  let taken: string[];
  let now = '2026-03-01T10:00:00.000Z';
  const open = () =>
    new EmbeddedBus({ file: join(folder, 'bus.db'), log: silent, wait: async () => undefined, now: () => now });
  /** Notes what it takes; `first` may keep it waiting or throw. */
  const subscribe = (group: string, first: (id: string) => Promise<void> = async () => undefined, to = bus) =>
    to.subscribe({
      ...{ topics: [topic], group },
      handle: async ({ id }) => {
        await first(id);
        taken.push(`${group} ${id}`);
      },
    });
  const failing = (...ids: readonly string[]) => {
    return async (id: string): Promise<void> => {
      if (ids.includes(id)) throw new Error('planted');
    };
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'newid-bus-'));
    taken = [];
    bus = open();
  });
  afterEach(async () => {
    await bus.close();
    await rm(folder, { recursive: true });
  });

  it('keeps what a group has not taken, whatever another has, over restarts and however much it is', async () => {
    const quick = await subscribe('quick');
    await (await subscribe('slow')).pause();
    const many = Array.from({ length: 10_001 }, (_, at) => aMessage('story/a', at + 1));
    await bus.publish(topic, many);
    await quick.caughtUp();
    // What was taken is saved a turn later.
    while ((await bus.backlog()).some(({ group, messages }) => group === 'quick' && messages > 0)) await setImmediate();
    expect(await bus.backlog()).toContainEqual({ group: 'slow', topic, messages: 10_001 });
    await bus.close();
    bus = open();
    await (await subscribe('slow')).caughtUp();
    expect(taken.filter((each) => each.startsWith('slow'))).toEqual(many.map(({ id }) => `slow ${id}`));
  });

  it('hands over again what was being handled when the process was killed, though later ones were taken', async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    await subscribe('panel-review', (id) => (id === 'story/a@1' ? gate : Promise.resolve()));
    await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/b', 1)]);
    while (taken.length === 0) await setImmediate();
    // What it has taken is saved a turn later.
    for (let turns = 0; turns < 3; turns += 1) await setImmediate();
    const after = open();
    await (await subscribe('panel-review', undefined, after)).caughtUp();
    expect(taken).toContain('panel-review story/a@1');
    await after.close();
    go();
  });

  it('parks for the group that cannot take it alone, also after a restart', async () => {
    const both = async () => [
      await subscribe('panel-review', failing('story/a@1')),
      await subscribe('impact-reporting'),
    ];
    const first = await both();
    await bus.publish(topic, [aMessage('story/a', 1)]);
    await Promise.all(first.map((each) => each.caughtUp()));
    await bus.close();
    bus = open();
    const second = await both();
    await bus.publish(topic, [aMessage('story/a', 2)]);
    await Promise.all(second.map((each) => each.caughtUp()));
    expect(taken).toEqual(['impact-reporting story/a@1', 'impact-reporting story/a@2']);
    expect((await bus.parked()).map(({ group, messages }) => [group, messages])).toEqual([['panel-review', 2]]);
  });

  it('parks nothing while the storage is away, however long', async () => {
    let failures = 0;
    const subscription = await subscribe('panel-review', async () => {
      failures += 1;
      if (failures < 12) throw new StorageUnavailable('unreachable');
    });
    await bus.publish(topic, [aMessage('story/a', 1)]);
    await subscription.caughtUp();
    expect([taken, await bus.parked()]).toEqual([['panel-review story/a@1'], []]);
  });

  it('stops after the message under way when it is paused', async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const subscription = await subscribe('panel-review', () => gate);
    await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/a', 2)]);
    const paused = subscription.pause();
    go();
    await paused;
    expect(taken).toEqual(['panel-review story/a@1']);
    await subscription.resume();
    await subscription.caughtUp();
    expect(taken).toEqual(['panel-review story/a@1', 'panel-review story/a@2']);
  });

  it('lists what is parked since when, the oldest first, and why it was not taken the last time', async () => {
    let because = 'planted';
    const subscription = await subscribe('panel-review', () => Promise.reject(new Error(because)));
    for (const subject of ['story/b', 'story/a']) {
      await bus.publish(topic, [aMessage(subject, 1)]);
      await subscription.caughtUp();
      now = '2026-03-02T10:00:00.000Z';
    }
    because = 'another';
    expect(await bus.release({ group: 'panel-review', topic, subject: 'story/a' })).toBe(false);
    expect((await bus.parked()).map(({ subject, since, because: why }) => [subject, since, why])).toEqual([
      ['story/b', '2026-03-01T10:00:00.000Z', 'Error: planted'],
      ['story/a', '2026-03-02T10:00:00.000Z', 'Error: another'],
    ]);
  });

  it('hands what is released over once, though two let it go at the same moment', async () => {
    const poison = ['story/a@1'];
    const subscription = await subscribe('panel-review', (id) => failing(...poison)(id));
    await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/a', 2)]);
    await subscription.caughtUp();
    poison.pop();
    const place = { group: 'panel-review', topic, subject: 'story/a' };
    expect(await Promise.all([bus.release(place), bus.release(place)])).toEqual([true, true]);
    expect(taken).toEqual(['panel-review story/a@1', 'panel-review story/a@2']);
  });

  it('lets a group subscribe to a topic once', async () => {
    await subscribe('panel-review');
    await expect(subscribe('panel-review')).rejects.toThrow('panel-review has subscribed to this already');
  });
});
