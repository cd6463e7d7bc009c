import { setImmediate } from 'node:timers/promises';

import type { Message as KafkaRecord, Producer } from 'kafkajs';

import { StorageUnavailable } from '#event-store/event-store.js';

import { start, type LocalKafka } from '../../../infra/local-servers/kafka.mjs';

import { aMessage } from '../contract/message-bus.contract.js';
import { InvalidMessage, type Subscription } from '../message-bus.js';
import type { KafkaBus } from './kafka-bus.js';
import { noteToRecord } from './parking-notes.js';
import { group, openTestBus, rawProducer, topic } from './testing/kafka-under-test.js';
import { parkingTopicOf } from './topics.js';

let kafka: LocalKafka;
let producer: Producer;
let bus: KafkaBus;
let subscription: Subscription;
let tests = 0;
let taken: string[] = [];

beforeAll(async () => {
  kafka = await start();
  producer = await rawProducer(kafka);
}, 120_000);

afterAll(async () => {
  await producer.disconnect();
  await kafka.stop();
}, 30_000);

beforeEach(async () => {
  taken = [];
  bus = await openTestBus(kafka, `records-${String((tests += 1))}.`);
  subscription = await bus.subscribe({
    topics: [topic],
    group,
    handle: async ({ id, type }) => {
      if (type === 'story.submitted.v9') throw new InvalidMessage('story.submitted.v9 is not known');
      taken.push(id);
    },
  });
}, 30_000);

afterEach(() => bus.close(), 30_000);

const write = (record: KafkaRecord) =>
  producer.send({ topic: `records-${String(tests)}.${topic}`, messages: [record] });

const valid = aMessage('story/a', 1);

describe('a record that is not valid', () => {
  const secret = 'My neighbour Mair lost her house';
  const notValid: readonly { readonly called: string; readonly record: KafkaRecord; readonly because: RegExp }[] = [
    { called: 'not JSON', record: { key: 'story/a', value: secret }, because: /is not JSON$/ },
    { called: 'empty', record: { key: 'story/a', value: null }, because: /is empty$/ },
    { called: 'no message', record: { key: 'story/a', value: `["${secret}"]` }, because: /no CloudEvents message/ },
    {
      called: 'a message without an organisation',
      record: { key: 'story/a', value: JSON.stringify({ ...valid, organisation: '' }) },
      because: /no CloudEvents message: \/organisation$/,
    },
    {
      called: 'another version of CloudEvents',
      record: { key: 'story/a', value: JSON.stringify({ ...valid, specversion: '0.3' }) },
      because: /: \/specversion$/,
    },
    {
      called: 'a foreign key',
      record: { key: 'story/a', value: JSON.stringify(aMessage('story/z', 1)) },
      because: /key of the record is not the subject/,
    },
    {
      called: 'of another service',
      record: { key: 'story/a', value: JSON.stringify({ ...valid, source: 'panel-review' }) },
      because: /comes from another service/,
    },
    {
      called: 'of a version that nobody knows',
      record: { key: 'story/a', value: JSON.stringify({ ...valid, type: 'story.submitted.v9' }) },
      because: /v9 is not known$/,
    },
  ];

  it.each(notValid)(
    '($called) is parked at once with its reason and the rest of its stream, and stops no other',
    async ({ record, because }) => {
      await write(record);
      await bus.publish(topic, [aMessage('story/a', 2), aMessage('story/b', 1), aMessage('story/c', 1)]);
      await subscription.caughtUp();
      expect([...taken].sort()).toEqual(['story/b@1', 'story/c@1']);
      const [parked, ...others] = await bus.parked();
      expect(others).toEqual([]);
      expect(parked).toMatchObject({ group, topic, subject: 'story/a', messages: 2 });
      expect(parked?.because).toMatch(because);
      expect(JSON.stringify([parked, await bus.parkedMessages({ group, topic, subject: 'story/a' })])).not.toContain(
        'Mair',
      );
    },
    30_000,
  );

  it('stays parked when it is released, and the rest goes on when it is given up', async () => {
    const place = { group, topic, subject: 'story/a' };
    await write({ key: 'story/a', value: 'not JSON' });
    await bus.publish(topic, [aMessage('story/a', 2)]);
    await subscription.caughtUp();
    expect(await bus.release(place)).toBe(false);
    expect(taken).toEqual([]);
    expect(await bus.discardFirst(place)).toBe(true);
    expect([taken, await bus.parked()]).toEqual([['story/a@2'], []]);
  }, 30_000);

  it('without a key stands for itself: nothing waits behind it', async () => {
    await write({ value: JSON.stringify(valid) });
    await bus.publish(topic, [aMessage('story/a', 2)]);
    await subscription.caughtUp();
    expect(taken).toEqual(['story/a@2']);
    expect(await bus.parked()).toMatchObject([
      { subject: expect.stringMatching(/^record\/newid\.story-submission\/\d\/0$/), messages: 1, type: '' },
    ]);
  }, 30_000);
});

describe('parked streams', () => {
  it('are shown by id, type and time alone', async () => {
    await bus.publish(topic, [{ ...valid, type: 'story.submitted.v9' }, aMessage('story/a', 2)]);
    await subscription.caughtUp();
    expect(await bus.parkedMessages({ group, topic, subject: 'story/a' })).toEqual([
      { id: 'story/a@1', type: 'story.submitted.v9', time: '2026-03-01T10:00:00Z' },
      { id: 'story/a@2', type: 'story.submitted.v1', time: '2026-03-01T10:00:00Z' },
    ]);
    expect(await bus.parkedMessages({ group, topic, subject: 'story/b' })).toEqual([]);
  }, 30_000);

  it('are released by any instance: the one that holds the partition does it', async () => {
    await bus.publish(topic, [{ ...valid, type: 'story.submitted.v9' }, aMessage('story/a', 2)]);
    await subscription.caughtUp();
    const takenByOther: string[] = [];
    const other = await openTestBus(kafka, `records-${String(tests)}.`);
    try {
      await other.subscribe({ topics: [topic], group, handle: async ({ id }) => void takenByOther.push(id) });
      const place = { group, topic, subject: 'story/a' };
      expect(await other.parked()).toEqual(await bus.parked());
      expect(await other.discardFirst(place)).toBe(true);
      expect([...taken, ...takenByOther]).toEqual(['story/a@2']);
      expect([await bus.parked(), await other.parked()]).toEqual([[], []]);
    } finally {
      await other.close();
    }
  }, 30_000);
});

describe('a stream that an operator asked to release', () => {
  it('while nobody ran is released by whoever is given its partition', async () => {
    await bus.publish(topic, [{ ...valid, type: 'story.submitted.v9' }, aMessage('story/a', 2)]);
    await subscription.caughtUp();
    await bus.close();
    const prefix = `records-${String(tests)}.`;
    const asked = { kind: 'asked', topic, subject: 'story/a', asking: 'a1', discardsFirst: true } as const;
    await producer.send({ topic: `${prefix}${parkingTopicOf(group)}`, messages: [noteToRecord(asked)] });
    bus = await openTestBus(kafka, prefix);
    const id = await new Promise((resolve) => {
      void bus.subscribe({ topics: [topic], group, handle: async (message) => resolve(message.id) });
    });
    expect(id).toBe('story/a@2');
  }, 30_000);
});

describe('storage that is away', () => {
  it('parks nothing however often it is tried, and what was not taken before the bus was closed comes again', async () => {
    await bus.close();
    const prefix = `records-${String(tests)}-in-one.`;
    const onePartition = 1;
    let tries = 0;
    bus = await openTestBus(kafka, prefix, onePartition, () => setImmediate());
    const isOver = new Promise<void>((resolve) => {
      void bus.subscribe({
        topics: [topic],
        group,
        handle: async ({ id }) => {
          if (id !== 'story/a@1') return;
          // More often than a message that cannot be taken is tried.
          if ((tries += 1) === 20) resolve();
          throw new StorageUnavailable('unreachable');
        },
      });
    });
    await bus.publish(topic, [aMessage('story/b', 1), valid, aMessage('story/c', 1)]);
    await isOver;
    expect(await bus.parked()).toEqual([]);
    await bus.close();

    bus = await openTestBus(kafka, prefix, onePartition);
    const again = await bus.subscribe({ topics: [topic], group, handle: async ({ id }) => void taken.push(id) });
    await again.caughtUp();
    // The one before it was taken for good; the one behind it comes again, as the inbox allows.
    expect(taken).toEqual(['story/a@1', 'story/c@1']);
  }, 30_000);
});

describe('backlog', () => {
  it('counts what a group has not taken, by topic', async () => {
    await subscription.pause();
    await bus.publish(topic, [aMessage('story/a', 1), aMessage('story/b', 1), aMessage('story/c', 1)]);
    expect(await bus.backlog()).toEqual([{ group, topic, messages: 3 }]);
    await subscription.resume();
    await subscription.caughtUp();
    expect(await bus.backlog()).toEqual([{ group, topic, messages: 0 }]);
  }, 30_000);
});

describe('a bus that has nothing to do', () => {
  it('is not woken by kafkajs every millisecond', async () => {
    await bus.publish(topic, [valid]);
    await subscription.caughtUp();
    const shortTimers = await shortTimersWithin(1_000);
    // One loop of kafkajs alone sets about 900.
    expect(shortTimers).toBeLessThan(50);
  }, 30_000);
});

/** How many timers of at most 1 ms are set while a second goes by. */
async function shortTimersWithin(ms: number): Promise<number> {
  const original = globalThis.setTimeout;
  let count = 0;
  globalThis.setTimeout = new Proxy(original, {
    apply: (target, self, given: Parameters<typeof setTimeout>) => {
      if ((given[1] ?? 0) <= 1) count += 1;
      return Reflect.apply(target, self, given);
    },
  });
  try {
    await new Promise((resolve) => original(resolve, ms));
    return count;
  } finally {
    globalThis.setTimeout = original;
  }
}
