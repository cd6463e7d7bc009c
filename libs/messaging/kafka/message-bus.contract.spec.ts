import { start, type LocalKafka } from '../../../infra/local-servers/kafka.mjs';

import { messageBusContract } from '../contract/message-bus.contract.js';
import { openKafkaBus } from './kafka-bus.js';
import type { KafkaSettings } from './kafka-settings.js';
import { parkingTopicOf } from './topics.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const kept = { retentionDays: null, largestRecordBytes: 9_000_000 };

let kafka: LocalKafka;
let tests = 0;

beforeAll(async () => {
  kafka = await start();
}, 120_000);

afterAll(() => kafka.stop(), 30_000);

messageBusContract('on Kafka', async () => {
  const settings: KafkaSettings = {
    brokers: kafka.brokers,
    clientId: 'contract',
    // Every test has topics of its own on the one broker.
    prefix: `test-${String((tests += 1))}.`,
    mayCreateTopics: true,
    sessionTimeoutMs: 6_000,
  };
  return {
    open: () =>
      openKafkaBus({
        settings,
        topics: [
          // The suite expects a, b and c to begin in this order: with two partitions they fall into one.
          { name: 'newid.story-submission', partitions: 2, ...kept },
          { name: parkingTopicOf('panel-review'), partitions: 1, ...kept },
          { name: parkingTopicOf('impact-reporting'), partitions: 1, ...kept },
        ],
        log: silent,
        onCrash: (because) => {
          throw new Error(because);
        },
        wait: async () => undefined,
      }),
    end: async () => undefined,
  };
});
