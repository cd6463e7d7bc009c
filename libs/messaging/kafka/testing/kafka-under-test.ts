import { Kafka, logLevel, type Producer } from 'kafkajs';

import type { EventStore } from '#event-store/event-store.js';
import { inboxEventTypes, Inbox } from '#event-store/inbox.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import type { Waiting } from '#projections/log-reading.js';
import { Database } from '#sqlite/database.js';

import type { LocalKafka } from '../../../../infra/local-servers/kafka.mjs';
import type { Message } from '../../message-bus.js';
import { openKafkaBus, type KafkaBus } from '../kafka-bus.js';
import type { KafkaSettings } from '../kafka-settings.js';
import { parkingTopicOf, type TopicWanted } from '../topics.js';

export const topic = 'newid.story-submission';
export const group = 'panel-review';

const kept = { retentionDays: null, largestRecordBytes: 9_000_000 };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const topicsOf = (partitions: number): readonly TopicWanted[] => [
  { name: topic, partitions, ...kept },
  { name: parkingTopicOf(group), partitions: 1, ...kept },
];

export const settingsFor = (kafka: Pick<LocalKafka, 'brokers'>, prefix: string): KafkaSettings => ({
  brokers: kafka.brokers,
  clientId: 'test',
  prefix,
  mayCreateTopics: true,
  sessionTimeoutMs: 3_000,
});

export const openTestBus = (
  kafka: Pick<LocalKafka, 'brokers'>,
  prefix: string,
  partitions = 6,
  wait?: Waiting,
): Promise<KafkaBus> =>
  openKafkaBus({
    settings: settingsFor(kafka, prefix),
    topics: topicsOf(partitions),
    log: silent,
    ...(wait === undefined ? {} : { wait }),
    onCrash: (because) => {
      throw new Error(because);
    },
  });

/** Writes whatever it is given, as somebody who is not Newid could. */
export async function rawProducer(kafka: Pick<LocalKafka, 'brokers'>): Promise<Producer> {
  const producer = new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  return producer;
}

export interface TakenInbox {
  readonly inbox: Inbox;
  readonly store: EventStore;
  /** Ids of all that was taken, in the order of the log. */
  taken(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** An inbox over a SQLite file: what a service has, to see what was taken and how often. */
export function openInbox(file: string): TakenInbox {
  const database = new Database(file);
  const { store, relay } = openSqliteEventStore(database, inboxEventTypes);
  return {
    inbox: new Inbox(store, group),
    store,
    taken: async () => {
      await relay.drain();
      const ids: string[] = [];
      for (let position = 0; ;) {
        const commits = await store.readLog(position, 1_000);
        const last = commits.at(-1);
        if (last === undefined) return ids;
        for (const { events } of commits) for (const { event } of events) ids.push((event.data as Message).id);
        position = last.position;
      }
    },
    close: async () => {
      await store.close();
      database.close();
    },
  };
}

/** Every stream's versions in the order they were taken. */
export function versionsByStream(ids: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const streams = new Map<string, number[]>();
  for (const id of ids) {
    const [stream = '', version] = id.split('@');
    streams.set(stream, [...(streams.get(stream) ?? []), Number(version)]);
  }
  return streams;
}

export const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, at) => at + 1);
