import { backoff, isStorageOutage, nameOf, type FollowingLog, type Waiting } from '#projections/log-reading.js';

import { InvalidMessage, type Message } from '../message-bus.js';
import type { Parking } from './parking.js';
import type { ReadRecord } from './read-record.js';
import type { StreamTurns } from './stream-turns.js';

export interface Delivering {
  readonly group: string;
  readonly handle: (message: Message) => Promise<void>;
  readonly parking: Parking;
  readonly turns: StreamTurns;
  readonly log: FollowingLog;
  readonly wait: Waiting;
  /** False when the group may have given the partition to somebody else without our knowing: a process that was stopped. */
  readonly isAlive: () => boolean;
  /** Nothing more of this batch is begun. */
  readonly signal: AbortSignal;
}

const streamsAtOnce = 64;
const tries = 5;
const untilAliveMs = 100;

type Outcome = 'taken' | 'stopped' | { readonly failed: string };

/** Hands over the records of one batch: those of a stream one after another, several streams at the same time. */
export class BatchDelivery {
  readonly #open: Set<number>;
  readonly #streams: Map<string, ReadRecord[]>;
  readonly #first: number | undefined;
  readonly #last: number | undefined;

  constructor(
    records: readonly ReadRecord[],
    private readonly options: Delivering,
  ) {
    this.#open = new Set(records.map(({ offset }) => offset));
    this.#streams = new Map();
    for (const record of records) {
      const stream = this.#streams.get(record.subject);
      if (stream === undefined) this.#streams.set(record.subject, [record]);
      else stream.push(record);
    }
    this.#first = records[0]?.offset;
    this.#last = records.at(-1)?.offset;
  }

  /** Resolves when every record is taken or parked, or when it is to stop and nothing is under way. */
  async run(): Promise<void> {
    const streams = this.#streams.entries();
    const worker = async (): Promise<void> => {
      for (const [subject, records] of streams) {
        if (this.#isStopped()) return;
        await this.#deliverStream(subject, records);
      }
    };
    await Promise.all(Array.from({ length: Math.min(streamsAtOnce, this.#streams.size) }, worker));
  }

  /** Everything up to this offset is taken or parked; undefined while nothing is. */
  takenUpTo(): number | undefined {
    const [oldest] = this.#open;
    if (oldest === undefined) return this.#last;
    return oldest === this.#first ? undefined : oldest - 1;
  }

  #isStopped(): boolean {
    return this.options.signal.aborted;
  }

  async #deliverStream(subject: string, records: readonly ReadRecord[]): Promise<void> {
    const { turns, parking } = this.options;
    const topic = records[0]?.topic ?? '';
    await turns.take(topic, subject, async () => {
      for (const [at, record] of records.entries()) {
        if (this.#isStopped()) return;
        const parked = parking.stream(topic, subject);
        const outcome = parked === undefined ? await this.#tried(record) : { failed: parked.because };
        if (outcome === 'stopped') return;
        if (outcome !== 'taken') {
          const rest = records.slice(at);
          if (await this.#park(rest, outcome.failed, parked === undefined)) this.#done(rest);
          return;
        }
        this.#done([record]);
      }
    });
  }

  async #tried({ content, offset, topic }: ReadRecord): Promise<Outcome> {
    const { handle, wait, log, group, signal, isAlive } = this.options;
    if (content.kind === 'invalid') return { failed: nameOf(new InvalidMessage(content.because)) };
    for (let failures = 1; ; failures += 1) {
      while (!isAlive()) {
        if (this.#isStopped()) return 'stopped';
        await wait(untilAliveMs, signal);
      }
      if (this.#isStopped()) return 'stopped';
      try {
        await handle(content.message);
        return 'taken';
      } catch (error) {
        const because = nameOf(error);
        if (error instanceof InvalidMessage) return { failed: because };
        if (this.#isStopped()) return 'stopped';
        // Storage that is away fails every message alike: parking them would only add work for an operator.
        if (failures >= tries && !isStorageOutage(error)) return { failed: because };
        log.warn({ group, topic, offset, because }, 'A message was not taken; it is tried again');
        await wait(backoff(failures), signal);
      }
    }
  }

  /** False: stopped before it was noted. */
  async #park(records: readonly ReadRecord[], because: string, isFirst: boolean): Promise<boolean> {
    const { parking, group, log, wait, signal } = this.options;
    const [first] = records;
    for (let failures = 1; !this.#isStopped(); failures += 1) {
      try {
        await parking.park(records, because);
        if (isFirst) {
          const { topic, subject } = first ?? {};
          log.error({ group, topic, subject, because }, 'A stream is parked: one of its messages cannot be taken');
        }
        return true;
      } catch (error) {
        log.warn({ group, because: nameOf(error) }, 'A stream could not be parked; it is tried again');
        await wait(backoff(failures), signal);
      }
    }
    return false;
  }

  #done(records: readonly ReadRecord[]): void {
    for (const { offset } of records) this.#open.delete(offset);
  }
}
