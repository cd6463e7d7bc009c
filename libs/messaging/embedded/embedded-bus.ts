import { waiting, type FollowingLog, type Waiting } from '#projections/log-reading.js';
import { Database } from '#sqlite/database.js';

import type {
  Backlog,
  Message,
  MessageBus,
  ParkedMessage,
  ParkedSubject,
  Subscribing,
  Subscription,
} from '../message-bus.js';
import { BusStorage, type SubjectOfGroup } from './bus-storage.js';
import { Delivery } from './delivery.js';

export interface EmbeddedBusOptions {
  /** `bus.db` of the data folder. */
  readonly file: string;
  readonly log: FollowingLog;
  readonly wait?: Waiting;
  readonly now?: () => string;
}

/** The bus of one process, durable in its own SQLite file. Subscribe first, then publish. */
export class EmbeddedBus implements MessageBus {
  readonly #storage: BusStorage;
  readonly #deliveries = new Map<string, Delivery>();

  constructor(private readonly options: EmbeddedBusOptions) {
    this.#storage = new BusStorage(new Database(options.file));
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    this.#storage.add(topic, messages);
    for (const [key, delivery] of this.#deliveries) if (key.endsWith(`\n${topic}`)) delivery.wake();
  }

  async subscribe({ topics, group, ...subscribing }: Subscribing): Promise<Subscription> {
    const { log, wait = waiting, now = () => new Date().toISOString() } = this.options;
    const keys = topics.map((topic) => keyOf({ group, topic }));
    if (keys.some((key) => this.#deliveries.has(key))) throw new Error(`${group} has subscribed to this already`);
    const deliveries = topics.map(
      (topic) =>
        new Delivery({
          storage: this.#storage,
          group,
          topic,
          handle: (message) => subscribing.handle(message),
          log,
          wait,
          now,
        }),
    );
    for (const [at, delivery] of deliveries.entries()) this.#deliveries.set(keys[at] ?? '', delivery);
    return {
      pause: async () => {
        await Promise.all(deliveries.map((delivery) => delivery.pause()));
      },
      resume: async () => {
        for (const delivery of deliveries) delivery.resume();
      },
      caughtUp: async () => {
        await Promise.all(deliveries.map((delivery) => delivery.caughtUp()));
      },
      close: async () => {
        for (const key of keys) this.#deliveries.delete(key);
        await Promise.all(deliveries.map((delivery) => delivery.close()));
      },
    };
  }

  async parked(): Promise<readonly ParkedSubject[]> {
    return this.#storage.parkedSubjects();
  }

  async backlog(): Promise<readonly Backlog[]> {
    return this.#storage.backlog();
  }

  async parkedMessages(parked: SubjectOfGroup): Promise<readonly ParkedMessage[]> {
    return this.#storage.parkedMessages(parked).map(({ id, type, time }) => ({ id, type, time }));
  }

  async release(parked: SubjectOfGroup): Promise<boolean> {
    return this.#deliveryOf(parked).release(parked.subject, false);
  }

  async discardFirst(parked: SubjectOfGroup): Promise<boolean> {
    return this.#deliveryOf(parked).release(parked.subject, true);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#deliveries.values()].map((delivery) => delivery.close()));
    this.#deliveries.clear();
    this.#storage.close();
  }

  #deliveryOf(place: SubjectOfGroup): Delivery {
    const delivery = this.#deliveries.get(keyOf(place));
    if (delivery === undefined) throw new Error(`${place.group} has not subscribed to ${place.topic} here`);
    return delivery;
  }
}

const keyOf = ({ group, topic }: Pick<SubjectOfGroup, 'group' | 'topic'>): string => `${group}\n${topic}`;
