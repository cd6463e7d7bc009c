import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import kafkajs, { type Admin, type Consumer, type Kafka } from 'kafkajs';

import { backoff, nameOf, type FollowingLog } from '#projections/log-reading.js';

import { retrying } from './connect.js';
import { ParkedView, type Asked, type ParkedStream } from './parked-view.js';
import { noteToRecord, recordToNote, shortened, type ParkingNote } from './parking-notes.js';
import type { Publishing } from './publishing.js';
import type { ReadRecord } from './read-record.js';

export interface ParkingOptions {
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly publishing: Publishing;
  /** With the installation's prefix. One partition, kept for ever. */
  readonly parkingTopic: string;
  readonly log: FollowingLog;
  readonly now: () => string;
}

const answerWithinMs = 60_000;
const waitsForRecordsMs = 500;

/** Nobody said whether it was done in time: see `newid events show`. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered';
}

/**
 * What a group has parked, as a topic of its own that every instance reads whole. Whoever holds a partition is the only
 * one who parks and releases its streams; others ask it by a note. Nothing is changed here before it was read back from
 * the topic, so that every instance sees the same.
 */
export class Parking {
  readonly #view = new ParkedView();
  readonly #waiting = new Set<() => void>();
  readonly #answers = new Map<string, (isReleased: boolean) => void>();
  readonly #consumer: Consumer;
  #position = 0;
  #isClosing = false;

  constructor(
    private readonly options: ParkingOptions,
    /** Called for what is asked while we are here; the holder of the partition does it. */
    private readonly onAsked: (asked: Asked) => void,
  ) {
    this.#consumer = options.kafka.consumer({
      // Everybody reads everything, so everybody is a group alone; nothing of it is kept by Kafka.
      groupId: `${options.parkingTopic}.${randomUUID()}`,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: waitsForRecordsMs,
      retry: { ...retrying, restartOnFailure: async () => !this.#isClosing },
    });
  }

  async open(onCrash: (because: string) => void): Promise<void> {
    this.#consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart && !this.#isClosing) onCrash(nameOf(payload.error));
    });
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [this.options.parkingTopic], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        for (const { offset, value, headers } of batch.messages) this.#read(Number(offset), value, headers);
      },
    });
    await this.readToEnd();
  }

  stream(topic: string, subject: string): ParkedStream | undefined {
    return this.#view.stream(topic, subject);
  }

  streams(): readonly ParkedStream[] {
    return this.#view.streams();
  }

  asked(): readonly Asked[] {
    return this.#view.asked();
  }

  /** Resolves when everything that was noted before the call is known here. */
  async readToEnd(): Promise<void> {
    const end = await this.#end();
    if (end === undefined || end.high === end.low) return;
    await this.#readUpTo(Number(end.high));
  }

  /** A topic that was just made has no leader for a moment, and kafkajs does not ask again for that. */
  async #end() {
    for (let failures = 1; ; failures += 1) {
      try {
        return (await this.options.admin.fetchTopicOffsets(this.options.parkingTopic))[0];
      } catch (error) {
        if (!(error instanceof kafkajs.KafkaJSError) || !error.retriable || failures > retrying.retries) throw error;
        await pause(backoff(failures));
      }
    }
  }

  async park(records: readonly ReadRecord[], because: string): Promise<void> {
    const since = this.options.now();
    await this.#write(
      records.map(({ topic, partition, offset, subject, raw }) =>
        noteToRecord({ kind: 'parked', topic, partition, offset, subject, because: shortened(because), since }, raw),
      ),
    );
  }

  note(note: ParkingNote): Promise<void> {
    return this.#write([noteToRecord(note)]);
  }

  /**
   * Asks whoever holds the stream's partition to try it again. True: nothing of it is parked any more.
   *
   * @throws NotAnswered
   */
  async ask(topic: string, subject: string, discardsFirst: boolean): Promise<boolean> {
    const asking = randomUUID();
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<boolean>((answered, failed) => {
      this.#answers.set(asking, answered);
      timer = setTimeout(() => {
        failed(new NotAnswered('Nobody who holds the stream answered within a minute; it may still be done'));
      }, answerWithinMs);
    });
    try {
      await this.note({ kind: 'asked', topic, subject, asking, discardsFirst });
      return await answer;
    } finally {
      clearTimeout(timer);
      this.#answers.delete(asking);
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#tell();
    await this.#consumer.disconnect();
  }

  async #write(records: Parameters<Publishing['send']>[1]): Promise<void> {
    const last = await this.options.publishing.send(this.options.parkingTopic, records);
    await this.#readUpTo(last + 1);
  }

  #read(offset: number, value: Buffer | null, headers: Parameters<typeof recordToNote>[0]['headers']): void {
    // After a crash of the consumer all is read again.
    if (offset < this.#position) return;
    this.#position = offset + 1;
    const found = recordToNote({ value, ...(headers === undefined ? {} : { headers }) });
    if (found !== undefined) {
      this.#view.apply(found.note, found.raw);
      if (found.note.kind === 'asked') this.onAsked(found.note);
      if (found.note.kind === 'answered') this.#answers.get(found.note.asking)?.(found.note.isReleased);
    }
    this.#tell();
  }

  async #readUpTo(position: number): Promise<void> {
    while (this.#position < position) {
      if (this.#isClosing) throw new Error('The bus is closed');
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  #tell(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
