import { randomUUID } from 'node:crypto';

import type { CommitStorage } from './commit-storage.js';

/** What a relay needs of the storage. */
export type RelayedCommits = Pick<CommitStorage, 'lastPosition' | 'notInLog' | 'appendToLog' | 'takeLease'>;

export interface Relaying {
  /** Who holds the lease. Left out: somebody new with every start. */
  readonly holder?: string;
  /** Looks for commits of other processes, and for what a failed round left, so often. */
  readonly everyMs?: number;
  /** Least time between two rounds: what is written meanwhile goes into the log with one more write, not one each. */
  readonly apartMs?: number;
  /** Told of a round that failed; the relay tries again at its next round. */
  readonly onProblem?: (error: unknown) => void;
}

const commitsInRound = 1_000;
/** Many write at once: what each round costs, here and with all who follow, is shared by more, which is most of it. */
const severalInRound = 8;
const apartAfterSeveralMs = 200;
const leaseMs = 10_000;
/** Not asked for again for so long: much less than what is left of a lease that was found or renewed. */
const sureOfLeaseForMs = 1_000;

/**
 * Gives commits their place in the log. Two relays at once cannot disagree: each knows the last position before it looks
 * for commits, and the position after it is taken only while nobody else has added anything since.
 */
export class LogRelay {
  readonly #holder: string;
  readonly #listeners = new Set<() => void>();
  readonly #everyMs: number;
  readonly #apartMs: number;
  readonly #onProblem: (error: unknown) => void;
  #isRunning = false;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;
  /** The round under way; one at a time, a second one in the same process would only lose races. */
  #round: Promise<boolean> | undefined;
  #isWoken = false;
  #earliest = 0;
  #sureOfLeaseUntil = 0;
  #lastTold = 0;
  /** Where this relay's last addition ends, all of which was taken: nobody has to be asked, mostly. */
  #lastAdded: number | undefined;

  constructor(
    private readonly storage: RelayedCommits,
    { holder = randomUUID(), everyMs = 1_000, apartMs = 10, onProblem = () => undefined }: Relaying = {},
  ) {
    this.#holder = holder;
    this.#everyMs = everyMs;
    this.#apartMs = apartMs;
    this.#onProblem = onProblem;
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.wake();
  }

  /** There may be something to do. Cheap: called after every write. */
  wake(): void {
    if (!this.#isRunning || this.#isWoken) return;
    this.#isWoken = true;
    this.#schedule(Math.max(0, this.#earliest - performance.now()));
  }

  /** Stops after the round under way. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#sureOfLeaseUntil = 0;
    this.#unschedule();
    await this.#round?.catch(() => undefined);
  }

  /** Brings everything written so far into the log, lease or not, and says so to those who listen. */
  async drain(): Promise<void> {
    while (await this.#once(false));
  }

  /** Commits that wait for their place in the log; 1,000 means 1,000 or more. */
  async backlog(): Promise<number> {
    return (await this.storage.notInLog(commitsInRound)).length;
  }

  /** Called after commits were added to the log, by this relay or, as far as it noticed, by another. */
  onLogged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #schedule(afterMs: number): void {
    this.#unschedule();
    const turn = (): void => {
      void this.#turn();
    };
    // A timer of no time is one of a millisecond, in which everybody would wait who follows.
    if (afterMs <= 0) this.#soon = setImmediate(turn).unref();
    else this.#timer = setTimeout(turn, afterMs).unref();
  }

  #unschedule(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
  }

  async #turn(): Promise<void> {
    this.#isWoken = false;
    this.#earliest = performance.now() + this.#apartMs;
    let isMore = false;
    try {
      isMore = await this.#once(true);
    } catch (error) {
      this.#onProblem(error);
    }
    // Woken meanwhile: the timer is set already.
    if (this.#isRunning && (isMore || !this.#isWoken)) this.#schedule(isMore ? 0 : this.#everyMs);
  }

  async #once(needsLease: boolean): Promise<boolean> {
    while (this.#round !== undefined) await this.#round.catch(() => undefined);
    this.#round = this.#relay(needsLease);
    try {
      return await this.#round;
    } finally {
      this.#round = undefined;
    }
  }

  /** True: there may be more. */
  async #relay(needsLease: boolean): Promise<boolean> {
    // In this order: an addition by another relay after this line makes the first insertion fail.
    const last = this.#lastAdded ?? (await this.storage.lastPosition());
    const commits = await this.storage.notInLog(commitsInRound);
    const isToAdd = commits.length > 0 && (!needsLease || (await this.#hasLease()));
    if (!isToAdd) {
      // Another relay may have added since. While commits wait for it, too: some bear their mark long after they were
      // added, and whoever follows here would not hear of those behind them.
      this.#tellOf(commits.length === 0 && this.#lastAdded === undefined ? last : await this.storage.lastPosition());
      return false;
    }
    this.#lastAdded = undefined;
    const added = await this.storage.appendToLog(last, commits);
    if (added === commits.length) this.#lastAdded = last + added;
    if (added >= severalInRound) this.#earliest = performance.now() + apartAfterSeveralMs;
    this.#tellOf(last + added);
    return added < commits.length || commits.length === commitsInRound;
  }

  async #hasLease(): Promise<boolean> {
    const asked = performance.now();
    if (asked < this.#sureOfLeaseUntil) return true;
    const hasLease = await this.storage.takeLease(this.#holder, leaseMs);
    this.#sureOfLeaseUntil = hasLease ? asked + sureOfLeaseForMs : 0;
    return hasLease;
  }

  #tellOf(position: number): void {
    if (position <= this.#lastTold) return;
    this.#lastTold = position;
    for (const listener of this.#listeners) listener();
  }
}
