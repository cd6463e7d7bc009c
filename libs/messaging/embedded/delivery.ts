import { backoff, isStorageOutage, nameOf, type FollowingLog, type Waiting } from '#projections/log-reading.js';

import { InvalidMessage, type Message } from '../message-bus.js';
import type { BusStorage, Delivered } from './bus-storage.js';

export interface Delivering {
  readonly storage: BusStorage;
  readonly group: string;
  readonly topic: string;
  readonly handle: (message: Message) => Promise<void>;
  readonly log: FollowingLog;
  readonly wait: Waiting;
  /** ISO 8601, UTC: since when a subject is parked. */
  readonly now: () => string;
}

const subjectsAtOnce = 64;
/** Messages read ahead of the oldest that is not taken: after a kill at most these come again. */
const mostAhead = 1_000;
const tries = 5;

/** Hands one topic to one group: a subject's messages one after another, several subjects at the same time. */
export class Delivery {
  readonly #closing = new AbortController();
  readonly #parked = new Set<string>();
  /** Messages of a subject that wait, the one being handled first. */
  readonly #waiting = new Map<string, Delivered[]>();
  readonly #idleSubjects: string[] = [];
  /** Read and not taken, in order of position. */
  readonly #open = new Set<number>();
  readonly #listeners = new Set<() => void>();
  readonly #releasing = new Map<string, Promise<boolean>>();
  #read: number;
  #saved: number;
  #active = 0;
  #isPaused = false;
  #isSaving = false;

  constructor(private readonly options: Delivering) {
    const { storage, group, topic } = options;
    this.#read = this.#saved = storage.join(group, topic);
    for (const parked of storage.parkedSubjects()) {
      if (parked.group === group && parked.topic === topic) this.#parked.add(parked.subject);
    }
    this.wake();
  }

  /** There may be something to hand over. */
  wake(): void {
    if (this.#isPaused || this.#closing.signal.aborted) return;
    this.#readAhead();
    while (this.#active < subjectsAtOnce) {
      const subject = this.#idleSubjects.shift();
      if (subject === undefined) break;
      this.#active += 1;
      void this.#handleSubject(subject);
    }
    this.#saveSoon();
  }

  async pause(): Promise<void> {
    this.#isPaused = true;
    await this.#until(() => this.#active === 0);
  }

  resume(): void {
    this.#isPaused = false;
    this.wake();
  }

  async caughtUp(): Promise<void> {
    const last = this.options.storage.lastPosition(this.options.topic);
    await this.#until(() => this.#closing.signal.aborted || (this.#read >= last && this.#taken() >= last));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#tell();
    await this.#until(() => this.#active === 0);
    await Promise.all(this.#releasing.values());
    this.#save();
  }

  /** True: nothing of the subject is parked any more. */
  release(subject: string, discardsFirst: boolean): Promise<boolean> {
    const before = this.#releasing.get(subject) ?? Promise.resolve(true);
    const releasing = before
      .then(() => this.#release(subject, discardsFirst))
      .finally(() => {
        if (this.#releasing.get(subject) === releasing) this.#releasing.delete(subject);
      });
    this.#releasing.set(subject, releasing);
    return releasing;
  }

  async #release(subject: string, discardsFirst: boolean): Promise<boolean> {
    const { storage, group, topic, handle } = this.options;
    const place = { group, topic, subject };
    let isGivenUp = discardsFirst;
    // While it goes on the subject stays parked: what comes meanwhile is put at its end.
    for (let next = storage.firstParked(place); next !== undefined; next = storage.firstParked(place)) {
      if (this.#closing.signal.aborted) return false;
      if (!isGivenUp) {
        try {
          await handle(next.message);
        } catch (error) {
          storage.stillParked(place, nameOf(error));
          return false;
        }
      }
      isGivenUp = false;
      if (storage.unpark(place, next.position)) this.#parked.delete(subject);
    }
    this.wake();
    return true;
  }

  #readAhead(): void {
    const { storage, topic } = this.options;
    while (this.#open.size < mostAhead) {
      const room = mostAhead - this.#open.size;
      const read = storage.read(topic, this.#read, room);
      for (const delivered of read) {
        this.#read = delivered.position;
        this.#open.add(delivered.position);
        this.#queue(delivered);
      }
      if (read.length < room) return;
    }
  }

  #queue(delivered: Delivered): void {
    const { subject } = delivered.message;
    const waiting = this.#waiting.get(subject);
    if (waiting === undefined) {
      this.#waiting.set(subject, [delivered]);
      this.#idleSubjects.push(subject);
    } else waiting.push(delivered);
  }

  async #handleSubject(subject: string): Promise<void> {
    const waiting = this.#waiting.get(subject) ?? [];
    try {
      while (waiting[0] !== undefined && !this.#isPaused && !this.#closing.signal.aborted) {
        const problem = this.#parked.has(subject) ? 'parked' : await this.#tried(waiting[0].message);
        if (problem === 'closed') break;
        const done = problem === undefined ? waiting.splice(0, 1) : waiting.splice(0);
        if (problem !== undefined) this.#park(subject, problem, done);
        for (const { position } of done) this.#open.delete(position);
        this.#saveSoon();
      }
    } catch (error) {
      // The bus itself cannot be written. What waits is handed over again after the next start or message.
      this.options.log.error({ topic: this.options.topic, because: nameOf(error) }, 'The bus cannot go on');
      await this.options.wait(backoff(6), this.#closing.signal);
    } finally {
      this.#active -= 1;
      if (waiting.length === 0) this.#waiting.delete(subject);
      else this.#idleSubjects.push(subject);
      this.#tell();
      this.wake();
    }
  }

  /** Undefined: taken. */
  async #tried(message: Message): Promise<string | undefined> {
    const { handle, wait, log, group, topic } = this.options;
    for (let failures = 1; ; failures += 1) {
      try {
        await handle(message);
        return undefined;
      } catch (error) {
        if (this.#closing.signal.aborted) return 'closed';
        const because = nameOf(error);
        // Storage that is away fails every message alike: parking them would only add work for an operator.
        if (error instanceof InvalidMessage || (failures >= tries && !isStorageOutage(error))) return because;
        log.warn({ group, topic, message: message.id, because }, 'A message was not taken; it is tried again');
        await wait(backoff(failures), this.#closing.signal);
        if (this.#closing.signal.aborted) return 'closed';
      }
    }
  }

  #park(subject: string, because: string, messages: readonly Delivered[]): void {
    const { storage, group, topic, now, log } = this.options;
    storage.park({ group, topic, subject }, because, now(), messages);
    if (this.#parked.has(subject)) return;
    this.#parked.add(subject);
    log.error({ group, topic, subject, because }, 'A subject is parked: one of its messages fails again and again');
  }

  /** Everything up to here is taken or parked. */
  #taken(): number {
    const [oldest] = this.#open;
    return oldest === undefined ? this.#read : oldest - 1;
  }

  #saveSoon(): void {
    if (this.#isSaving || this.#taken() === this.#saved) return;
    this.#isSaving = true;
    setImmediate(() => {
      this.#isSaving = false;
      if (!this.#closing.signal.aborted) this.#save();
      this.#tell();
    });
  }

  #save(): void {
    const { storage, group, topic, log } = this.options;
    const taken = this.#taken();
    if (taken === this.#saved) return;
    try {
      storage.taken(group, topic, taken);
      this.#saved = taken;
    } catch (error) {
      // Not saved: delivered again after a restart, and taken once by the inbox.
      log.warn({ group, topic, because: nameOf(error) }, 'The offset of a group could not be saved');
    }
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#listeners.add(resolve);
      });
    }
  }

  #tell(): void {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }
}
