import { randomUUID } from 'node:crypto';

import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';

interface RecordOfTopic {
  readonly topic: string;
  /** Key, headers and value, as they lie in Kafka. */
  readonly bytes: Buffer;
}

/** Every record of every topic that Newid made, as anybody reads it who may read topics: what kcat lists. */
export async function recordsOfTopics(
  config: Pick<KafkaConfig, 'brokers' | 'sasl'>,
): Promise<readonly RecordOfTopic[]> {
  const kafka = new Kafka({ ...config, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith('newid.'));
  const left = new Set<string>();
  for (const topic of topics)
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      if (Number(high) > Number(low)) left.add(`${topic}/${String(partition)}/${String(Number(high) - 1)}`);
  const groupId = `listing-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  const found: RecordOfTopic[] = [];
  await new Promise<void>((done, failed) => {
    if (left.size === 0) done();
    consumer.on('consumer.crash', ({ payload }) => {
      failed(payload.error);
    });
    consumer
      .run({
        eachMessage: async ({ topic, partition, message: { key, value, headers, offset } }) => {
          const parts = [key, value, Buffer.from(JSON.stringify(headers ?? {}))];
          found.push({ topic, bytes: Buffer.concat(parts.map((part) => part ?? Buffer.alloc(0))) });
          left.delete(`${topic}/${String(partition)}/${offset}`);
          if (left.size === 0) done();
        },
      })
      .catch(failed);
  });
  await consumer.disconnect();
  await admin.deleteGroups([groupId]).catch(() => undefined);
  await admin.disconnect();
  return found;
}
