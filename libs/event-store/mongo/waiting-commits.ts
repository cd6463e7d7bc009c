import type { mongo } from 'mongoose';

import { answering } from '#mongo/storage-problem.js';

import type { CommitKey, LogRecord } from '../commit-storage.js';
import type { StreamId } from '../event-store.js';
import { commitId, type CommitDocument } from './commit-documents.js';

/** A mark that was taken away is passed over by every search until the server forgets it, minutes later. */
const passedOverAtMost = 2_000;
const fromTheStartEveryMs = 60_000;
const mostStreamsKnown = 10_000;

/** The primary's own view: its marks are gone at once where they were taken away. */
const asThePrimaryHasIt = { readConcern: { level: 'local' } } as const;

/** With its events where they were read at once. */
export type WaitingCommit = Omit<LogRecord, 'position' | 'json'> & Partial<Pick<LogRecord, 'json'>>;

interface Waiting extends WaitingCommit {
  readonly lastVersion: number;
  readonly waitsSince: mongo.Timestamp;
}

/**
 * Finds the commits that bear the mark, in the order in which they were inserted. What it remembers only saves work: it
 * begins a little before the last that it knows to be in the log, and from the start once a minute, since an insertion
 * that hung may show up among older ones.
 */
export class WaitingCommits {
  /** Seen with a mark. Not seen any more, a commit is in the log, whoever put it there. */
  #seen: readonly Waiting[] = [];
  /** The same as were seen: all of them were added since. */
  #logged: readonly Waiting[] | undefined;
  /** In the order of the log: the search begins at the first. */
  #settled: mongo.Timestamp[] = [];
  readonly #lastLogged = new Map<StreamId, number>();
  #fromTheStartAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly commits: mongo.Collection<CommitDocument>) {}

  /** All that was found last, and as many as were asked for, stands in the log: there will be more behind it. */
  isMoreBehind(limit: number): boolean {
    const isSoonAfterTheStart = performance.now() - this.#fromTheStartAt < fromTheStartEveryMs;
    return isSoonAfterTheStart && this.#seen.length === limit && this.#logged === this.#seen;
  }

  /** These were added to the log. */
  areLogged(keys: readonly CommitKey[]): void {
    const [last, lastSeen] = [keys.at(-1), this.#seen.at(-1)];
    const isAll = last !== undefined && lastSeen !== undefined && commitId(last) === commitId(lastSeen);
    if (isAll && keys.length === this.#seen.length) this.#logged = this.#seen;
  }

  async next(limit: number): Promise<readonly CommitKey[]> {
    const now = performance.now();
    const from = now - this.#fromTheStartAt < fromTheStartEveryMs ? this.#settled[0] : undefined;
    if (from === undefined) this.#fromTheStartAt = now;
    return this.#inOrder(await this.#marked(from === undefined ? { $exists: true } : { $gte: from }, limit), limit);
  }

  /**
   * The next of many, after `isMoreBehind`, and their events: as a majority has them, since others read those here, and
   * behind those found last, whose marks a majority may still have.
   */
  async nextBehind(limit: number): Promise<readonly WaitingCommit[]> {
    const last = this.#seen.at(-1);
    return last === undefined ? [] : this.#inOrder(await this.#marked({ $gt: last.waitsSince }, limit, true), limit);
  }

  async #inOrder(found: readonly Waiting[], limit: number): Promise<readonly WaitingCommit[]> {
    this.#settle(found, found.length < limit);
    const inOrder = await this.#withoutGaps(found);
    // One before them is on its way: it may stand before the place where the search began.
    if (inOrder.length < found.length) this.#fromTheStartAt = Number.NEGATIVE_INFINITY;
    return inOrder;
  }

  async #marked(
    waitsSince: mongo.Condition<mongo.Timestamp>,
    limit: number,
    withEvents = false,
  ): Promise<readonly Waiting[]> {
    const asItIsRead = withEvents ? { enableUtf8Validation: false } : asThePrimaryHasIt;
    const events = withEvents ? { json: 1 } : {};
    return answering(() =>
      this.commits
        .find({ waitsSince }, { ...asItIsRead, batchSize: limit })
        .project<Waiting>({ _id: 0, stream: 1, firstVersion: 1, lastVersion: 1, waitsSince: 1, ...events })
        .sort({ waitsSince: 1 })
        .limit(limit)
        .toArray(),
    );
  }

  #settle(found: readonly Waiting[], isAll: boolean): void {
    const areLogged = this.#logged === this.#seen;
    const still = new Set(areLogged ? [] : found.map(commitId));
    const end = found.at(-1)?.waitsSince;
    for (const seen of this.#seen) {
      const { stream, lastVersion, waitsSince } = seen;
      // Beyond the page that was read it may wait all the same.
      const wasLookedFor = areLogged || isAll || (end !== undefined && waitsSince.compare(end) <= 0);
      if (!wasLookedFor || still.has(commitId(seen))) continue;
      this.#settled.push(waitsSince);
      this.#lastLogged.delete(stream);
      this.#lastLogged.set(stream, lastVersion);
    }
    this.#seen = found;
    if (this.#settled.length > 2 * passedOverAtMost) this.#settled = this.#settled.slice(-passedOverAtMost);
    for (const oldest of this.#lastLogged.keys()) {
      if (this.#lastLogged.size <= mostStreamsKnown) break;
      this.#lastLogged.delete(oldest);
    }
  }

  /** Those of each stream up to the first whose predecessor is neither in the log nor among them. */
  async #withoutGaps(found: readonly Waiting[]): Promise<readonly Waiting[]> {
    const firsts = new Map<StreamId, Waiting>();
    for (const one of found) if (!firsts.has(one.stream)) firsts.set(one.stream, one);
    const follows = new Map<StreamId, number>();
    const unknown: Waiting[] = [];
    for (const [stream, first] of firsts) {
      const isKnown = first.firstVersion === 1 || this.#lastLogged.get(stream) === first.firstVersion - 1;
      if (isKnown) follows.set(stream, first.firstVersion);
      else unknown.push(first);
    }
    const areLogged = await Promise.all(unknown.map((first) => this.#isPredecessorLogged(first)));
    for (const [at, { stream, firstVersion }] of unknown.entries()) {
      if (areLogged[at] === true) follows.set(stream, firstVersion);
    }
    return found.filter(({ stream, firstVersion, lastVersion }) => {
      if (follows.get(stream) !== firstVersion) return false;
      follows.set(stream, lastVersion + 1);
      return true;
    });
  }

  async #isPredecessorLogged({ stream, firstVersion }: CommitKey): Promise<boolean> {
    const before = await answering(() =>
      this.commits.findOne(
        { stream, firstVersion: { $lt: firstVersion } },
        { ...asThePrimaryHasIt, sort: { firstVersion: -1 }, projection: { lastVersion: 1, waitsSince: 1 } },
      ),
    );
    return before !== null && before.lastVersion === firstVersion - 1 && before.waitsSince === undefined;
  }
}
