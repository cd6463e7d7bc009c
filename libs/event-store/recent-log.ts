import type { Commit } from './commit.js';
import type { LogRecord } from './commit-storage.js';

type Written = Omit<LogRecord, 'position'>;

const mostKept = 1_000;
const mostIds = 10_000;
/** Whoever reads more at once has a long way to go, and nobody else is there: kept, it would only grow old. */
const mostInSharedPage = 500;
/** Characters of JSON. */
const mostCharacters = 2 * 1024 * 1024;
/** A relay waits no longer for those who follow. */
const readsAlongWithinMs = 1_000;

/** The newest of what was put in, so many and so long together. */
class Newest<Key, Value extends Pick<LogRecord, 'json'>> {
  readonly #kept = new Map<Key, Value>();
  #characters = 0;

  constructor(private readonly mostCharacters: number) {}

  get(key: Key): Value | undefined {
    return this.#kept.get(key);
  }

  take(key: Key): Value | undefined {
    const value = this.#kept.get(key);
    if (value !== undefined && this.#kept.delete(key)) this.#characters -= value.json.length;
    return value;
  }

  put(key: Key, value: Value): void {
    this.take(key);
    this.#kept.set(key, value);
    this.#characters += value.json.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept && this.#characters <= this.mostCharacters) return;
      this.take(oldest);
    }
  }
}

/**
 * The end of the log as this process wrote or read it last. Every follower of a process reads the same commits, mostly
 * those that it has just written: what stands in the log for good is not fetched for each of them. What a position
 * holds never changes, so that nothing here can be out of date.
 */
export class RecentLog {
  readonly #written: Newest<string, Written>;
  readonly #logged: Newest<number, LogRecord>;
  readonly #reading = new Map<number, Promise<unknown>>();
  /** What this process wrote last, in the log or not yet. */
  readonly #ids = new Set<string>();
  /** The last position that is known to be there, the last that was added here, and the last that somebody has read. */
  #end = 0;
  #lastAdded = 0;
  #lastRead = 0;
  #onRead: () => void = () => undefined;
  /** The relay has gone on without those who follow, until they are at the end. */
  #isAhead = false;

  constructor(private readonly most = mostCharacters) {
    this.#written = new Newest(most);
    this.#logged = new Newest(most);
  }

  wrote(id: string, { stream, firstVersion, json }: Commit): void {
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (oldest !== undefined && this.#ids.size > mostIds) this.#ids.delete(oldest);
    this.#written.put(id, { stream, firstVersion, json });
  }

  /** On their way into the log, of whoever: those who follow will want them next. Too much for them: they fetch it. */
  found(ids: readonly string[], commits: readonly Written[]): void {
    let characters = 0;
    for (const { json } of commits) characters += json.length;
    if (characters > this.most) this.#isAhead = true;
    if (this.#isAhead) return;
    for (const [at, { stream, firstVersion, json }] of commits.entries()) {
      this.#written.put(ids[at] ?? '', { stream, firstVersion, json });
    }
  }

  /** As soon as somebody has read what was added here last. False: nobody does, or there is too much of it. */
  async isReadAlong(): Promise<boolean> {
    if (!this.#isAhead && this.#lastRead < this.#lastAdded) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, readsAlongWithinMs);
        this.#onRead = resolve;
      });
      clearTimeout(timer);
      this.#isAhead = this.#lastRead < this.#lastAdded;
    }
    return !this.#isAhead;
  }

  /** This process gave a commit its place, for good. */
  logged(id: string, position: number): void {
    this.#lastAdded = Math.max(this.#lastAdded, position);
    this.endsAt(position);
    const commit = this.#written.take(id);
    if (commit !== undefined) this.#logged.put(position, { position, ...commit });
  }

  hasWritten(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Whoever follows the log here was told of it with what was added after it. */
  wasAdded(position: number): boolean {
    return position <= this.#lastAdded;
  }

  endsAt(position: number): void {
    this.#end = Math.max(this.#end, position);
  }

  /** Commits without a gap from the one after `afterPosition`, up to the end that is known; read where one is not here. */
  async read(
    afterPosition: number,
    limit: number,
    read: () => Promise<readonly LogRecord[]>,
  ): Promise<readonly LogRecord[]> {
    // Others that ask at the same moment want the same.
    await this.#reading.get(afterPosition)?.catch(() => undefined);
    // Told of none behind it: whoever asks will be told of the next.
    if (afterPosition > 0 && afterPosition === this.#end) return [];
    const found = this.#from(afterPosition + 1, limit);
    // A page that is not full is taken for the last.
    if (found.length === limit || found.at(-1)?.position === this.#end) return this.#read(found);
    const reading = read();
    this.#reading.set(afterPosition, reading);
    try {
      const records = await reading;
      if (records.length <= mostInSharedPage) for (const record of records) this.#logged.put(record.position, record);
      this.endsAt(records.at(-1)?.position ?? 0);
      if (records.length < limit) this.#isAhead = false;
      return this.#read(records);
    } finally {
      if (this.#reading.get(afterPosition) === reading) this.#reading.delete(afterPosition);
    }
  }

  #read(records: readonly LogRecord[]): readonly LogRecord[] {
    this.#lastRead = Math.max(this.#lastRead, records.at(-1)?.position ?? 0);
    if (this.#lastRead >= this.#lastAdded) this.#onRead();
    return records;
  }

  #from(first: number, limit: number): readonly LogRecord[] {
    const found: LogRecord[] = [];
    for (let position = first; found.length < limit; position += 1) {
      const record = this.#logged.get(position);
      if (record === undefined) break;
      found.push(record);
    }
    return found;
  }
}
