import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import kafkajs, { type Admin } from 'kafkajs';

import { KafkaUnusable, type KafkaSettings } from './kafka-settings.js';

export interface TopicWanted {
  /** Without the installation's prefix. */
  readonly name: string;
  readonly partitions: number;
  /** Null: for ever. */
  readonly retentionDays: number | null;
  readonly largestRecordBytes: number;
}

const Keeping = Type.Object({
  retentionDays: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  largestRecordBytes: Type.Integer({ minimum: 1 }),
});

const Stated = Type.Object({
  partitions: Type.Integer({ minimum: 1 }),
  services: Type.Array(Type.String()),
  said: Keeping,
  parked: Keeping,
});

const msInDay = 86_400_000;

/** Where a group keeps what it has parked. */
export const parkingTopicOf = (group: string): string => `newid.${group}.parked`;

/** Every topic of Newid, as infra/kafka/topics.json states them: what each service says, and what each has parked. */
export function topicsWanted(rootFolder: string): readonly TopicWanted[] {
  const stated: unknown = JSON.parse(readFileSync(join(rootFolder, 'infra/kafka/topics.json'), 'utf8'));
  const { partitions, services, said, parked } = Value.Parse(Stated, stated);
  return services.flatMap((service) => [
    { name: `newid.${service}`, partitions, ...said },
    // One partition: what is parked and what is done about it have one order.
    { name: parkingTopicOf(service), partitions: 1, ...parked },
  ]);
}

/**
 * Makes the topics that are missing, where that is allowed, and compares the others.
 *
 * @throws KafkaUnusable with one line that names everything that is not as it has to be
 */
export async function checkTopics(
  admin: Admin,
  wanted: readonly TopicWanted[],
  { prefix = '', replicas = 1, mayCreateTopics = false }: KafkaSettings,
): Promise<void> {
  const there = new Set(await admin.listTopics());
  const missing = wanted.filter(({ name }) => !there.has(`${prefix}${name}`));
  if (missing.length > 0 && !mayCreateTopics) {
    const names = missing.map(({ name }) => `${prefix}${name}`).join(', ');
    throw new KafkaUnusable(`Kafka lacks the topics ${names}. Make them as infra/kafka/topics.json says.`);
  }
  if (missing.length > 0) {
    // Another service may make them at the same moment: then this is false, and they are compared below.
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic: `${prefix}${topic.name}`,
        numPartitions: topic.partitions,
        replicationFactor: replicas,
        configEntries: Object.entries(configOf(topic, replicas)).map(([name, value]) => ({ name, value })),
      })),
    });
  }
  const problems = await differences(admin, wanted, prefix);
  if (problems.length > 0) {
    throw new KafkaUnusable(`Kafka’s topics are not as infra/kafka/topics.json says: ${problems.join('; ')}.`);
  }
}

/** Compacting would delete what a reader that was away has not read. */
const configOf = (topic: TopicWanted, replicas: number): Readonly<Record<string, string>> => ({
  'cleanup.policy': 'delete',
  'retention.ms': retentionOf(topic),
  'retention.bytes': '-1',
  'max.message.bytes': String(topic.largestRecordBytes),
  'min.insync.replicas': String(Math.max(1, replicas - 1)),
});

const retentionOf = ({ retentionDays }: TopicWanted): string =>
  retentionDays === null ? '-1' : String(retentionDays * msInDay);

async function differences(admin: Admin, wanted: readonly TopicWanted[], prefix: string): Promise<readonly string[]> {
  const { topics } = await admin.fetchTopicMetadata({ topics: wanted.map(({ name }) => `${prefix}${name}`) });
  const partitions = new Map(topics.map(({ name, partitions: each }) => [name, each.length]));
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: wanted.map(({ name }) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name: `${prefix}${name}`,
      configNames: ['cleanup.policy', 'retention.ms', 'retention.bytes'],
    })),
  });
  const configs = new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
  return wanted.flatMap((topic) => {
    const name = `${prefix}${topic.name}`;
    const config = configs.get(name);
    const compare = (what: string, found: unknown, has: unknown): readonly string[] =>
      String(found) === String(has) ? [] : [`${name} has ${what} ${String(found)}, not ${String(has)}`];
    return [
      ...compare('a number of partitions of', partitions.get(name), topic.partitions),
      ...compare('cleanup.policy', config?.get('cleanup.policy'), 'delete'),
      ...compare('retention.ms', config?.get('retention.ms'), retentionOf(topic)),
      ...compare('retention.bytes', config?.get('retention.bytes'), '-1'),
    ];
  });
}
