import kafkajs from 'kafkajs';

import { median, type Row } from '../rows.js';
import type { DistributedSizes } from './distributed-sizes.js';
import { withServers } from './real-servers.js';
import { newStory, tell, withServices } from './running-services.js';

const topic = 'bare-way';
/** A report names no count that is smaller: nothing could be waited for. */
const leastCountNamed = 5;

/** Gives how long a record takes from the producer that is called to the consumer that has it. */
async function withBareWay<Result>(
  brokers: readonly string[],
  work: (way: () => Promise<number>) => Promise<Result>,
): Promise<Result> {
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 6, replicationFactor: 1 }] });
  await admin.disconnect();
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  const consumer = kafka.consumer({ groupId: topic });
  let onRecord = (): void => undefined;
  try {
    await producer.connect();
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: () => {
        onRecord();
        return Promise.resolve();
      },
    });
    let sent = 0;
    return await work(async () => {
      const taken = new Promise<void>((resolve) => {
        onRecord = resolve;
      });
      const started = performance.now();
      sent += 1;
      await producer.send({ topic, messages: [{ key: String(sent), value: newStory() }] });
      await taken;
      return performance.now() - started;
    });
  } finally {
    await consumer.disconnect();
    await producer.disconnect();
  }
}

/** One story at a time; the report is asked again and again, as a reader would who presses reload. */
export const measureVisible = ({ rounds, seen }: DistributedSizes, folder: string): Promise<readonly Row[]> =>
  withServers(folder, ({ mongo, kafka: { brokers } }) =>
    withServices(folder, { mongo: mongo.url, brokers }, (services) =>
      withBareWay(brokers, async (bareWay) => {
        const ratios: number[] = [];
        const ways = { bare: [] as number[], fromSending: [] as number[], fromAnswer: [] as number[] };
        let told = 0;
        for (; told < leastCountNamed; told += 1) await tell(services.stories);
        await services.hasCounted(told);
        for (let round = 0; round <= rounds; round += 1) {
          const taken = { bare: [] as number[], fromSending: [] as number[], fromAnswer: [] as number[] };
          for (let at = 0; at < seen; at += 1) {
            taken.bare.push(await bareWay());
            const sent = performance.now();
            await tell(services.stories);
            const answered = performance.now();
            told += 1;
            await services.hasCounted(told);
            const visible = performance.now();
            taken.fromSending.push(visible - sent);
            taken.fromAnswer.push(visible - answered);
          }
          if (round === 0) continue;
          ratios.push(median(taken.fromSending) / median(taken.bare));
          ways.bare.push(...taken.bare);
          ways.fromSending.push(...taken.fromSending);
          ways.fromAnswer.push(...taken.fromAnswer);
        }
        const ms = (values: readonly number[]): string => `${median(values).toFixed(1)} ms`;
        return [
          {
            name: 'story submitted until impact-reporting shows it, against a bare record',
            unit: 'ratio',
            runs: ratios,
            floor: { is: 'at most', value: 4 },
            beside: `${ms(ways.fromSending)} (${ms(ways.fromAnswer)} from the answer) against ${ms(ways.bare)}`,
          },
        ];
      }),
    ),
  );
