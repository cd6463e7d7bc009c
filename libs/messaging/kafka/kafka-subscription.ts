import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';

import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';

import { nameOf, type FollowingLog, type Waiting } from '#projections/log-reading.js';

import type { Subscribing, Subscription } from '../message-bus.js';
import { BatchDelivery } from './batch-delivery.js';
import { retrying } from './connect.js';
import type { Parking } from './parking.js';
import type { Asked } from './parked-view.js';
import { partitionsBehind, type PartitionBehind } from './partitions-behind.js';
import { readRecord } from './read-record.js';
import { releaseStream } from './release-stream.js';
import { StreamTurns } from './stream-turns.js';

export interface SubscriptionOptions {
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly parking: Parking;
  readonly prefix: string;
  readonly sessionTimeoutMs: number;
  readonly log: FollowingLog;
  readonly wait: Waiting;
}

const waitsForRecordsMs = 500;
const heartbeatEveryMs = 250;
const looksAgainAfterMs = 100;
const partitionsAtOnce = 8;
const commitEveryMs = 1_000;

const keyOf = (topic: string, partition: number): string => `${topic}/${String(partition)}`;

/** One instance of a group: takes the partitions that Kafka gives it, into the handler, and says how far it is. */
export class KafkaSubscription implements Subscription {
  readonly #consumer: Consumer;
  readonly #turns = new StreamTurns();
  /** By topic with its prefix. */
  #mine: Readonly<Record<string, readonly number[]>> = {};
  /** Next offset of each partition here. */
  readonly #taken = new Map<string, number>();
  readonly #batches = new Set<Promise<void>>();
  #stopping = new AbortController();
  readonly #closing = new AbortController();
  readonly #releasing = new Set<Promise<void>>();
  #isPaused = false;
  /** What was parked by whoever held our partitions before has been read. */
  #knowsParked: Promise<void> | undefined;
  #aliveAt = 0;

  constructor(
    private readonly subscribing: Subscribing,
    private readonly options: SubscriptionOptions,
  ) {
    const { kafka, prefix, sessionTimeoutMs } = options;
    this.#consumer = kafka.consumer({
      groupId: `${prefix}${subscribing.group}`,
      allowAutoTopicCreation: false,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.floor(sessionTimeoutMs / 6),
      maxWaitTimeInMs: waitsForRecordsMs,
      // A crash without a restart must end the process: see onCrash. While closing nothing is restarted.
      retry: { ...retrying, restartOnFailure: async () => !this.#closing.signal.aborted },
    });
  }

  async open(onCrash: (because: string) => void): Promise<void> {
    const consumer = this.#consumer;
    const alive = (): void => {
      this.#aliveAt = performance.now();
    };
    consumer.on('consumer.heartbeat', alive);
    consumer.on('consumer.group_join', ({ payload }) => {
      alive();
      this.#mine = payload.memberAssignment;
      this.#taken.clear();
      this.#knowsParked = undefined;
      if (this.#isPaused) this.#pauseConsumer();
      // Asked while nobody held the partition.
      for (const asked of this.options.parking.asked()) this.release(asked);
    });
    consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart && !this.#closing.signal.aborted) onCrash(nameOf(payload.error));
    });
    await consumer.connect();
    await consumer.subscribe({ topics: this.#topics(), fromBeginning: true });
    await consumer.run({
      eachBatchAutoResolve: false,
      autoCommitInterval: commitEveryMs,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: async (payload) => {
        const taking = this.#take(payload);
        this.#batches.add(taking);
        await taking.finally(() => this.#batches.delete(taking));
      },
    });
  }

  async pause(): Promise<void> {
    this.#isPaused = true;
    this.#pauseConsumer();
    this.#stopping.abort();
    await Promise.allSettled(this.#batches);
  }

  async resume(): Promise<void> {
    this.#isPaused = false;
    this.#stopping = new AbortController();
    this.#consumer.resume(this.#topics().map((topic) => ({ topic })));
  }

  async caughtUp(): Promise<void> {
    const ends = new Map((await this.behind()).map((each) => [keyOf(each.topic, each.partition), each.end]));
    const isBehind = ({ topic, partition, next }: PartitionBehind): boolean =>
      Math.max(next, this.#taken.get(keyOf(topic, partition)) ?? 0) < (ends.get(keyOf(topic, partition)) ?? 0);
    while (!this.#closing.signal.aborted && (await this.behind()).some(isBehind)) {
      await setTimeout(looksAgainAfterMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    }
  }

  /** Partitions with something that the group has not taken, as Kafka knows it. */
  behind(): Promise<readonly PartitionBehind[]> {
    const { admin, prefix } = this.options;
    return partitionsBehind(admin, `${prefix}${this.subscribing.group}`, this.#topics(), (topic, partition) =>
      this.#taken.get(keyOf(topic, partition)),
    );
  }

  /** Does what an operator asked, where the stream's partition is ours. */
  release(asked: Asked): void {
    const { parking, log } = this.options;
    const releasing: Promise<void> = releaseStream(asked, {
      parking,
      turns: this.#turns,
      handle: (message) => this.subscribing.handle(message),
      isMine: (topic, partition) => this.#isAlive() && this.#holds(topic, partition),
      signal: this.#closing.signal,
    })
      .catch((error: unknown) => {
        log.warn({ group: this.subscribing.group, because: nameOf(error) }, 'A parked stream could not be released');
      })
      .finally(() => this.#releasing.delete(releasing));
    this.#releasing.add(releasing);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#stopping.abort();
    await this.#consumer.disconnect();
    await Promise.allSettled(this.#releasing);
  }

  async #take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const heartbeat = (): Promise<void> => payload.heartbeat();
    const { parking, log, wait, prefix } = this.options;
    if (this.#isPaused || this.#closing.signal.aborted || !payload.isRunning() || payload.isStale()) return;
    try {
      this.#knowsParked ??= parking.readToEnd();
      await beating(this.#knowsParked, heartbeat);
    } catch (error) {
      this.#knowsParked = undefined;
      if (isKafkaError(error)) throw error;
      // Nothing is resolved: the same records come again.
      await wait(heartbeatEveryMs, this.#closing.signal);
      return;
    }
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.#stopping.signal]);
    // Every stream of the batch may wait at the same time.
    setMaxListeners(0, signal);
    const topic = batch.topic.slice(prefix.length);
    const delivery = new BatchDelivery(
      batch.messages.map((message) => readRecord(topic, batch.partition, message)),
      {
        group: this.subscribing.group,
        handle: (message) => this.subscribing.handle(message),
        parking,
        turns: this.#turns,
        log,
        wait,
        isAlive: () => this.#isAlive(),
        signal,
      },
    );
    const running = delivery.run();
    const resolve = (): void => {
      const upTo = delivery.takenUpTo();
      if (upTo === undefined || payload.isStale()) return;
      payload.resolveOffset(String(upTo));
      this.#taken.set(keyOf(batch.topic, batch.partition), upTo + 1);
    };
    try {
      await beating(running, async () => {
        await heartbeat();
        resolve();
        await payload.commitOffsetsIfNecessary();
      });
    } finally {
      // The group gives the partition to somebody: what is under way ends, nothing more is begun.
      ended.abort();
      await running;
      resolve();
    }
  }

  #topics(): string[] {
    return this.subscribing.topics.map((topic) => `${this.options.prefix}${topic}`);
  }

  #pauseConsumer(): void {
    this.#consumer.pause(this.#topics().map((topic) => ({ topic })));
  }

  #holds(topic: string, partition: number): boolean {
    return this.#mine[`${this.options.prefix}${topic}`]?.includes(partition) ?? false;
  }

  /** A process that stood still for longer may have lost its partitions: it asks Kafka before it does anything. */
  #isAlive(): boolean {
    return performance.now() - this.#aliveAt < this.options.sessionTimeoutMs;
  }
}

/** Waits for something and tells the group meanwhile that we live. */
async function beating(something: Promise<void>, beat: () => Promise<void>): Promise<void> {
  let isDone = false;
  const done = something.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const tick = new AbortController();
    await Promise.race([
      done,
      setTimeout(heartbeatEveryMs, undefined, { signal: tick.signal }).catch(() => undefined),
    ]).finally(() => {
      tick.abort();
    });
    if (!isDone) await beat();
  }
  await done;
}

const isKafkaError = (error: unknown): boolean => error instanceof Error && error.name.startsWith('KafkaJS');
