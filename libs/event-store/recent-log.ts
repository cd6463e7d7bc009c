import type { Commit } from './commit.js';
import type { LogRecord } from './commit-storage.js';

type Written = Omit<LogRecord, 'position'>;

const mostKept = 1_000;
const mostIds = 10_000;
/** Whoever reads more at once has a long way to go, and nobody else is there: kept, it would only grow old. */
const mostInSharedPage = 500;
/** Characters of JSON. */
const mostCharacters = 2 * 1024 * 1024;

/** The newest of what was put in, so many and so long together. */
class Newest<Key, Value extends Pick<LogRecord, 'json'>> {
  readonly #kept = new Map<Key, Value>();
  #characters = 0;

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
      if (this.#kept.size <= mostKept && this.#characters <= mostCharacters) return;
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
  readonly #written = new Newest<string, Written>();
  readonly #logged = new Newest<number, LogRecord>();
  readonly #reading = new Map<number, Promise<unknown>>();
  /** What this process wrote last, in the log or not yet. */
  readonly #ids = new Set<string>();
  /** The last position that is known to be there, and the last that was added here. */
  #end = 0;
  #lastAdded = 0;

  wrote(id: string, { stream, firstVersion, json }: Commit): void {
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (oldest !== undefined && this.#ids.size > mostIds) this.#ids.delete(oldest);
    this.#written.put(id, { stream, firstVersion, json });
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
    const found = this.#from(afterPosition + 1, limit);
    // A page that is not full is taken for the last.
    if (found.length > 0 && (found.length === limit || found.at(-1)?.position === this.#end)) return found;
    const reading = read();
    this.#reading.set(afterPosition, reading);
    try {
      const records = await reading;
      if (records.length <= mostInSharedPage) for (const record of records) this.#logged.put(record.position, record);
      this.endsAt(records.at(-1)?.position ?? 0);
      return records;
    } finally {
      if (this.#reading.get(afterPosition) === reading) this.#reading.delete(afterPosition);
    }
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
