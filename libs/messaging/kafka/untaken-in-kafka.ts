import type { FollowingLog } from '#projections/log-reading.js';

import { connectKafka } from './connect.js';
import type { KafkaSettings } from './kafka-settings.js';
import { Parking } from './parking.js';
import { partitionsBehind } from './partitions-behind.js';
import { Publishing } from './publishing.js';
import { parkingTopicOf } from './topics.js';

export interface GroupOfTopics {
  readonly group: string;
  /** Without the installation's prefix. */
  readonly topics: readonly string[];
}

export interface UntakenInKafka {
  readonly group: string;
  readonly topic: string;
  readonly messages: number;
  readonly isParked: boolean;
}

/**
 * What groups have not taken, looked at from outside while none of them runs. A topic that is not there holds nothing.
 *
 * @throws KafkaUnusable with one line for the operator
 */
export async function untakenInKafka(
  settings: KafkaSettings,
  groups: readonly GroupOfTopics[],
  log: FollowingLog,
): Promise<readonly UntakenInKafka[]> {
  const prefix = settings.prefix ?? '';
  const { kafka, admin } = await connectKafka(settings, log, 0);
  const publishing = new Publishing(kafka);
  const untaken: UntakenInKafka[] = [];
  try {
    const there = new Set(await admin.listTopics());
    for (const { group, topics } of groups) {
      const full = topics.map((topic) => `${prefix}${topic}`).filter((topic) => there.has(topic));
      for (const { topic, next, end } of await partitionsBehind(admin, `${prefix}${group}`, full, () => undefined)) {
        if (end > next)
          untaken.push({ group, topic: topic.slice(prefix.length), messages: end - next, isParked: false });
      }
      const parkingTopic = `${prefix}${parkingTopicOf(group)}`;
      if (!there.has(parkingTopic)) continue;
      const now = (): string => new Date().toISOString();
      const parking = new Parking({ kafka, admin, publishing, parkingTopic, log, now }, () => undefined);
      try {
        await parking.open(() => undefined);
        for (const { topic, records } of parking.streams()) {
          untaken.push({ group, topic, messages: records.length, isParked: true });
        }
      } finally {
        await parking.close();
      }
    }
    return untaken;
  } finally {
    await publishing.close();
    await admin.disconnect();
  }
}
