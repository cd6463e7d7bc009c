import type { Admin, Kafka } from 'kafkajs';

import { waiting, type FollowingLog, type Waiting } from '#projections/log-reading.js';

import type {
  Backlog,
  Message,
  MessageBus,
  ParkedMessage,
  ParkedSubject,
  Subscribing,
  Subscription,
} from '../message-bus.js';
import { connectKafka } from './connect.js';
import type { KafkaSettings } from './kafka-settings.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { Parking } from './parking.js';
import { Publishing } from './publishing.js';
import type { ReadRecord } from './read-record.js';
import { checkTopics, parkingTopicOf, type TopicWanted } from './topics.js';

export interface KafkaBusOptions {
  readonly settings: KafkaSettings;
  /** Topics that must be there: see infra/kafka/topics.json and `topicsWanted`. */
  readonly topics: readonly TopicWanted[];
  readonly log: FollowingLog;
  /** A consumer has given up: the process must end, so that its supervisor starts it anew. */
  readonly onCrash: (because: string) => void;
  /** A broker that is not there yet is waited for, at most so long. */
  readonly waitMs?: number;
  readonly wait?: Waiting;
  readonly now?: () => string;
}

type SubjectOfGroup = Pick<ParkedSubject, 'group' | 'topic' | 'subject'>;

interface Subscribed {
  readonly parking: Parking;
  readonly subscription: KafkaSubscription;
}

/** Who is killed holds its partitions for so long. */
const sessionTimeoutMs = 12_000;

/** @throws KafkaUnusable with one line for the operator */
export async function openKafkaBus(options: KafkaBusOptions): Promise<KafkaBus> {
  const { kafka, admin } = await connectKafka(options.settings, options.log, options.waitMs ?? 0);
  try {
    await checkTopics(admin, options.topics, options.settings);
  } catch (error) {
    await admin.disconnect();
    throw error;
  }
  return new KafkaBus(options, kafka, admin);
}

/** The bus between services. A group is one consumer group, its topics taken together. */
export class KafkaBus implements MessageBus {
  readonly #publishing: Publishing;
  readonly #groups = new Map<string, Subscribed>();
  readonly #prefix: string;

  constructor(
    private readonly options: KafkaBusOptions,
    private readonly kafka: Kafka,
    private readonly admin: Admin,
  ) {
    this.#publishing = new Publishing(kafka);
    this.#prefix = options.settings.prefix ?? '';
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    await this.#publishing.send(
      `${this.#prefix}${topic}`,
      messages.map((message) => ({
        key: message.subject,
        value: JSON.stringify(message),
        headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8' },
      })),
    );
  }

  async subscribe(subscribing: Subscribing): Promise<Subscription> {
    const { group } = subscribing;
    if (this.#groups.has(group)) throw new Error(`${group} has subscribed already: one consumer takes all its topics`);
    const { kafka, admin } = this;
    const { log, wait = waiting, now = () => new Date().toISOString(), settings, onCrash } = this.options;
    const parkingTopic = `${this.#prefix}${parkingTopicOf(group)}`;
    const publishing = this.#publishing;
    const parking: Parking = new Parking({ kafka, admin, publishing, parkingTopic, log, now }, (asked) => {
      subscription.release(asked);
    });
    const subscription: KafkaSubscription = new KafkaSubscription(subscribing, {
      kafka,
      admin,
      parking,
      prefix: this.#prefix,
      sessionTimeoutMs: settings.sessionTimeoutMs ?? sessionTimeoutMs,
      log,
      wait,
    });
    const subscribed = { parking, subscription };
    this.#groups.set(group, subscribed);
    try {
      await parking.open(onCrash);
      await subscription.open(onCrash);
    } catch (error) {
      await this.#leave(group, subscribed);
      throw error;
    }
    return {
      pause: () => subscription.pause(),
      resume: () => subscription.resume(),
      caughtUp: () => subscription.caughtUp(),
      close: () => this.#leave(group, subscribed),
    };
  }

  async parked(): Promise<readonly ParkedSubject[]> {
    const all = await Promise.all([...this.#groups].map(async ([group, { parking }]) => parkedOf(group, parking)));
    return all.flat();
  }

  async parkedMessages({ group, topic, subject }: SubjectOfGroup): Promise<readonly ParkedMessage[]> {
    const { parking } = this.#groupOf(group);
    await parking.readToEnd();
    return (parking.stream(topic, subject)?.records ?? []).map(shown);
  }

  async backlog(): Promise<readonly Backlog[]> {
    const backlogs: Backlog[] = [];
    for (const [group, { subscription }] of this.#groups) {
      const messages = new Map<string, number>();
      for (const { topic, next, end } of await subscription.behind()) {
        messages.set(topic, (messages.get(topic) ?? 0) + Math.max(0, end - next));
      }
      for (const [topic, behind] of messages) {
        backlogs.push({ group, topic: topic.slice(this.#prefix.length), messages: behind });
      }
    }
    return backlogs;
  }

  async release({ group, topic, subject }: SubjectOfGroup): Promise<boolean> {
    return this.#groupOf(group).parking.ask(topic, subject, false);
  }

  async discardFirst({ group, topic, subject }: SubjectOfGroup): Promise<boolean> {
    return this.#groupOf(group).parking.ask(topic, subject, true);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#groups].map(([group, subscribed]) => this.#leave(group, subscribed)));
    await this.#publishing.close();
    await this.admin.disconnect();
  }

  async #leave(group: string, { parking, subscription }: Subscribed): Promise<void> {
    if (this.#groups.get(group)?.parking !== parking) return;
    this.#groups.delete(group);
    await subscription.close();
    await parking.close();
  }

  #groupOf(group: string): Subscribed {
    const found = this.#groups.get(group);
    if (found === undefined) throw new Error(`${group} has not subscribed here`);
    return found;
  }
}

async function parkedOf(group: string, parking: Parking): Promise<readonly ParkedSubject[]> {
  await parking.readToEnd();
  return parking.streams().flatMap(({ topic, subject, because, since, records }) => {
    const [first] = records;
    if (first === undefined) return [];
    const { id: messageId, type } = shown(first);
    return [{ group, topic, subject, because, since, messages: records.length, messageId, type }];
  });
}

/** A record that says nothing we understand is known by its place. */
function shown({ topic, partition, offset, content }: ReadRecord): ParkedMessage {
  if (content.kind === 'invalid') return { id: `${topic}/${String(partition)}@${String(offset)}`, type: '', time: '' };
  const { id, type, time } = content.message;
  return { id, type, time };
}
