import kafkajs, { type Producer } from 'kafkajs';

import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import { openKafkaBus } from '#messaging/kafka/kafka-bus.js';
import type { Message } from '#messaging/message-bus.js';
import { outbox, topicOf } from '#messaging/outbox.js';
import { MongoDatabase } from '#mongo/mongo-database.js';
import { MongoCheckpoints } from '#projections/mongo/mongo-checkpoints.js';
import type { RecordedEvent } from '#event-store/event-store.js';

import { median, rate, type Row } from '../rows.js';
import { closedLoop } from './closed-loop.js';
import type { DistributedSizes } from './distributed-sizes.js';
import { MemoryWatch, memoryRow } from './memory-watch.js';
import { errorsOnly, withServers } from './real-servers.js';

const service = 'story-submission';
const topic = 'bare';
const partitions = 6;
const at = '2026-11-21T10:00:00.000Z';
const box = 'c2VhbGVk'.repeat(100);

const storyOf = (number: number): string => `story/${String(number)}`;

const told = (number: number) => ({
  type: 'StoryTold',
  schemaVersion: 1,
  data: { story: number, text: { box, class: 'text', version: 1 } },
});

/** Of one event, as the service's own mapping makes it of a story. */
const messageOf = ({ stream, event }: Pick<RecordedEvent, 'stream' | 'event'>): Message => ({
  specversion: '1.0',
  id: `${stream}@1`,
  source: service,
  type: 'story-told.v1',
  subject: stream,
  time: at,
  datacontenttype: 'application/json',
  organisation: 'pont-y-bore',
  correlation: 'bench',
  data: event.data,
});

interface Relayed {
  readonly milliseconds: number;
  /** How many records each batch had. */
  readonly batches: readonly number[];
  readonly growth: number;
}

/** Fills a store while nobody relays, then lets relay and outbox work until the last record is acknowledged. */
async function relayBacklog(url: string, brokers: readonly string[], backlog: number, round: string): Promise<Relayed> {
  const database = await MongoDatabase.open({ url, database: `relay-${round}` });
  const { store, relay } = await openMongoEventStore(database, { StoryTold: { version: 1 } });
  await closedLoop(backlog, 512, (number) =>
    store.append(storyOf(number), [told(number)], {
      ...{ expected: 'no-stream', commandId: `${round}-${String(number)}`, organisation: 'pont-y-bore' },
      ...{ actor: 'bench', at, correlation: 'bench' },
    }),
  );
  const bus = await openKafkaBus({
    settings: { brokers, clientId: 'bench', prefix: `${round}-`, mayCreateTopics: true },
    topics: [{ name: topicOf(service), partitions, retentionDays: null, largestRecordBytes: 8_388_608 }],
    log: errorsOnly,
    onCrash: (because) => {
      throw new Error(because);
    },
  });
  const batches: number[] = [];
  let published = 0;
  let onPublished = (): void => undefined;
  const isPublished = new Promise<void>((resolve) => {
    onPublished = resolve;
  });
  const publishing = outbox({
    bus: {
      publish: async (topic, messages) => {
        await bus.publish(topic, messages);
        batches.push(messages.length);
        published += messages.length;
        if (published >= backlog) onPublished();
      },
    },
    service,
    publishes: (event) => [messageOf(event)],
    store,
    checkpoints: new MongoCheckpoints(database),
    log: errorsOnly,
  });
  const memory = new MemoryWatch();
  const started = performance.now();
  publishing.start();
  relay.start();
  await isPublished;
  const milliseconds = performance.now() - started;
  const growth = memory.growth();
  await publishing.stop();
  await store.close();
  await bus.close();
  await database.command({ dropDatabase: 1 });
  await database.close();
  if (published !== backlog) throw new Error(`${String(published)} records were published`);
  return { milliseconds, batches, growth };
}

/** The same records in the same batches. Only the sending counts: each batch is made before its time begins. */
async function sendBare(producer: Producer, batches: readonly number[]): Promise<number> {
  let milliseconds = 0;
  let next = 0;
  for (const size of batches) {
    const messages = Array.from({ length: size }, (_, index) => {
      const number = next + index;
      const message = messageOf({ stream: storyOf(number), event: told(number) });
      const headers = { 'content-type': 'application/cloudevents+json; charset=UTF-8' };
      return { key: message.subject, value: JSON.stringify(message), headers };
    });
    next += size;
    const started = performance.now();
    await producer.send({ topic, messages, acks: -1 });
    milliseconds += performance.now() - started;
  }
  return milliseconds;
}

export const measureRelay = ({ rounds, backlog }: DistributedSizes, folder: string): Promise<readonly Row[]> =>
  withServers(folder, async ({ mongo, kafka: { brokers } }) => {
    const kafka = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });
    const admin = kafka.admin();
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await admin.connect();
    await producer.connect();
    const topics = [{ topic, numPartitions: partitions, replicationFactor: 1 }];
    await admin.createTopics({ waitForLeaders: true, topics });
    const ratios: number[] = [];
    const growths: number[] = [];
    const taken = { relay: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const relayed = await relayBacklog(mongo.url, brokers, backlog, `r${String(round)}`);
      const bare = await sendBare(producer, relayed.batches);
      if (round === 0) continue;
      ratios.push(bare / relayed.milliseconds);
      growths.push(relayed.growth);
      taken.relay.push(relayed.milliseconds);
      taken.bare.push(bare);
    }
    await producer.disconnect();
    await admin.disconnect();
    const name = `relay of ${backlog.toLocaleString('en-GB')} events`;
    return [
      {
        name: `${name}, against a bare producer`,
        unit: 'ratio',
        runs: ratios,
        floor: { is: 'at least', value: 0.4 },
        beside: `${String(rate(backlog, median(taken.relay)))}/s against ${String(rate(backlog, median(taken.bare)))}/s`,
      },
      memoryRow(name, growths, process.memoryUsage.rss()),
    ];
  });
