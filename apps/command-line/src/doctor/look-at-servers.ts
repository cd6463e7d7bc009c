import { MongoDatabase } from '#mongo/mongo-database.js';
import { MongoRefused } from '#mongo/mongo-refused.js';
import { connectKafka } from '#messaging/kafka/connect.js';
import { kafkaSettings, KafkaUnusable } from '#messaging/kafka/kafka-settings.js';
import { checkTopics, topicsWanted } from '#messaging/kafka/topics.js';
import { StartRefused } from '#service-kit/configuration/start-refused.js';
import { mongoAddress } from '#service-kit/distributed/mongo-address.js';
import { openLog } from '#service-kit/starting/logging.js';
import { rootFolderOf } from '#web/source-folder.js';

import { look, well, wrong, type Finding } from './finding.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Apart by more, times in events of two machines tell a wrong order. */
const mostSecondsApart = 5;

/** Of a replica set, new enough, with a user it knows: what a start looks at. Indexes are looked at by each start. */
export async function mongoFound(environment: Environment): Promise<readonly Finding[]> {
  try {
    const database = await MongoDatabase.open({ url: mongoAddress(environment), database: 'newid-sessions' });
    try {
      const { localTime } = await database.command({ hello: 1 });
      const seconds = localTime instanceof Date ? Math.round(Math.abs(Date.now() - localTime.getTime()) / 1_000) : 0;
      const { address } = database;
      return [
        well('mongo', { address }),
        ...(seconds > mostSecondsApart ? [look('clocks-apart', { address, seconds })] : []),
      ];
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof MongoRefused || error instanceof StartRefused)) throw error;
    return [wrong('said', { because: error.message })];
  }
}

/** It answers, lets us in, and has the topics of infra/kafka/topics.json. None is made here. */
export async function kafkaFound(environment: Environment): Promise<Finding> {
  try {
    const settings = kafkaSettings(environment, 'doctor');
    const { admin } = await connectKafka(settings, openLog('doctor', 'silent'), 0);
    try {
      const topics = topicsWanted(rootFolderOf(import.meta.url));
      await checkTopics(admin, topics, { ...settings, mayCreateTopics: false });
      return well('kafka', { brokers: settings.brokers.join(', '), topics: topics.length });
    } finally {
      await admin.disconnect();
    }
  } catch (error) {
    if (!(error instanceof KafkaUnusable)) throw error;
    return wrong('said', { because: error.message });
  }
}
