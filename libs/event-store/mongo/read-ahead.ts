import type { LogRecord } from '../commit-storage.js';

type Read = (afterPosition: number, limit: number) => Promise<readonly LogRecord[]>;

interface Held {
  readonly records: Promise<readonly LogRecord[] | undefined>;
  /** How many were asked for; undefined for what is left of what was handed out in part. */
  readonly asked?: number;
}

/** Commits fetched at once, in whole pages of their reader: so few that nobody waits for them long. */
const atOnce = 600;
/** Characters of JSON: behind more than that nothing is fetched ahead. */
const mostCharacters = 4 * 1024 * 1024;
/** A follower of a few commits is at the end before the next page would be there. */
const leastInPage = 50;
const mostHeld = 8;

/**
 * Fetches what comes after a full page while its reader works on that. A full page is the same whenever it is read,
 * since what a position holds never changes; any other is read when it is asked for.
 */
export class ReadAhead {
  /** By the position before their first. */
  readonly #held = new Map<number, Held>();

  constructor(private readonly fetch: Read) {}

  async read(afterPosition: number, limit: number): Promise<readonly LogRecord[]> {
    const held = this.#held.get(afterPosition);
    this.#held.delete(afterPosition);
    const records = await held?.records;
    if (records === undefined || records.length < limit) {
      const page = await this.fetch(afterPosition, limit);
      if (limit >= leastInPage && page.length === limit) this.#fetchAfter(page, limit);
      return page;
    }
    if (records.length === held?.asked) this.#fetchAfter(records, limit);
    const page = records.slice(0, limit);
    const rest = records.slice(limit);
    if (rest.length > 0) this.#hold(lastOf(page), { records: Promise.resolve(rest) });
    return page;
  }

  #fetchAfter(records: readonly LogRecord[], limit: number): void {
    let characters = 0;
    for (const { json } of records) characters += json.length;
    if (characters > mostCharacters) return;
    const asked = limit * Math.max(1, Math.floor(atOnce / limit));
    const after = lastOf(records);
    this.#hold(after, { asked, records: this.fetch(after, asked).catch(() => undefined) });
  }

  #hold(afterPosition: number, held: Held): void {
    this.#held.set(afterPosition, held);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= mostHeld) return;
      this.#held.delete(oldest);
    }
  }
}

const lastOf = (records: readonly LogRecord[]): number => records.at(-1)?.position ?? 0;
