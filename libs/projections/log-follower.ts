import type { LoggedCommit } from '#event-store/event-store.js';

import { backoff, isStorageOutage, nameOf, nextCommits, waiting } from './log-reading.js';
import type { FollowedLog, FollowingLog, Waiting } from './log-reading.js';
import type { CheckpointStorage } from './view-storage.js';
import { WokenLoop } from './woken-loop.js';

interface Named {
  /** Its checkpoint stands under this name: another name begins at the first commit. */
  readonly name: string;
  /** True: tried again until it is over, without end. Storage that is away always counts as an outage. */
  readonly isOutage?: (error: unknown) => boolean;
}

/** Takes commits in order, at least once each: after a kill the last batch comes again. */
export type Following = Named &
  (
    | { handle(commit: LoggedCommit): Promise<void>; readonly handleAll?: never }
    | { handleAll(commits: readonly LoggedCommit[]): Promise<void>; readonly handle?: never }
  );

export interface FollowerState {
  readonly name: string;
  /** Last commit that was taken. */
  readonly position: number;
  readonly lag: number;
  readonly condition: 'following' | 'waiting' | 'stopped';
  readonly because?: string;
}

export interface LogFollowerOptions {
  readonly store: FollowedLog;
  readonly checkpoints: CheckpointStorage;
  readonly following: Following;
  readonly log: FollowingLog;
  readonly wait?: Waiting;
  /** Where several processes follow the same log: whether this one is to do it now. Left out: it always is. */
  readonly isOurTurn?: () => Promise<boolean>;
}

const looksForTurnAfterMs = 1_000;
const commitsAtOnce = 200;
/** Of one that takes them together. */
const togetherAtOnce = 1_000;
const tries = 6;

/** Follows the log of a service from a durable checkpoint. A commit that fails again and again stops it, loudly. */
export class LogFollower {
  readonly #loop = new WokenLoop(() => this.#round());
  readonly #closing = new AbortController();
  #stopListening: () => void = () => undefined;
  #position = 0;
  /** As far as the checkpoint holds it. */
  #kept = 0;
  #keeping: Promise<void> | undefined;
  #isOpen = false;
  /** Who waits for the end: what another process has added is not always told of before it can be read. */
  #seekingEnd = 0;
  #lookingForTurn: NodeJS.Timeout | undefined;
  #failures = 0;
  /** Those that no outage explains: however long one lasts, what fails once beside it is tried as often as ever. */
  #ownFailures = 0;
  #condition: FollowerState['condition'] = 'following';
  #because: string | undefined;

  constructor(private readonly options: LogFollowerOptions) {}

  start(): void {
    this.#stopListening = this.options.store.onLogged(() => {
      this.#loop.wake();
    });
    this.#loop.wake();
  }

  async state(): Promise<FollowerState> {
    const { store, checkpoints, following } = this.options;
    const position = this.#isOpen ? this.#position : await checkpoints.position(following.name);
    const lag = Math.max(0, (await store.lastPosition()) - position);
    const state = { name: following.name, position, lag, condition: this.#condition };
    return this.#because === undefined ? state : { ...state, because: this.#because };
  }

  /** Resolves when all that stands in the log is taken, or when it has stopped. */
  async caughtUp(): Promise<void> {
    this.#seekingEnd += 1;
    this.#loop.wake();
    await this.#loop.idle();
    this.#seekingEnd -= 1;
    await this.#keeping;
  }

  /** Tries the commit at which it stopped again. */
  retry(): void {
    this.#failures = this.#ownFailures = 0;
    this.#condition = 'following';
    this.#loop.wake();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    this.#closing.abort();
    clearTimeout(this.#lookingForTurn);
    await this.#loop.stop();
    await this.#keeping;
  }

  /** While another process follows, where it is will be read when our turn comes. */
  async #isOurTurn(): Promise<boolean> {
    const { isOurTurn } = this.options;
    if (isOurTurn === undefined || (await isOurTurn())) return true;
    this.#isOpen = false;
    this.#condition = 'following';
    clearTimeout(this.#lookingForTurn);
    if (this.#closing.signal.aborted) return false;
    this.#lookingForTurn = setTimeout(() => {
      this.#loop.wake();
    }, looksForTurnAfterMs).unref();
    return false;
  }

  async #round(): Promise<'more' | 'nothing-left'> {
    if (this.#condition === 'stopped') return 'nothing-left';
    const { store, checkpoints, following } = this.options;
    try {
      if (!(await this.#isOurTurn())) return 'nothing-left';
      if (!this.#isOpen) {
        await this.#keeping;
        this.#position = this.#kept = await checkpoints.position(following.name);
      }
      this.#isOpen = true;
      // After a failure one at a time, so that the one that fails is known and those before it are kept.
      const atOnce = this.#failures > 0 ? 1 : following.handleAll === undefined ? commitsAtOnce : togetherAtOnce;
      const { commits, isEnd } = await nextCommits(store, this.#position, atOnce, this.#seekingEnd === 0);
      const last = commits.at(-1);
      if (last === undefined) return 'nothing-left';
      await this.#take(commits);
      this.#failures = this.#ownFailures = 0;
      this.#condition = 'following';
      this.#because = undefined;
      return isEnd && this.#position === last.position && this.#seekingEnd === 0 ? 'nothing-left' : 'more';
    } catch (error) {
      return this.#failed(error);
    }
  }

  async #take(commits: readonly LoggedCommit[]): Promise<void> {
    const { following } = this.options;
    try {
      if (following.handleAll !== undefined) {
        await following.handleAll(commits);
        this.#position = commits.at(-1)?.position ?? this.#position;
      } else {
        for (const commit of commits) {
          await following.handle(commit);
          this.#position = commit.position;
          if (this.#closing.signal.aborted || !(await this.#isOurTurn())) break;
        }
      }
    } finally {
      // One that has nothing to keep would end before it is held here, and stand in the way of every later one.
      if (this.#position > this.#kept) this.#keeping ??= this.#keep();
    }
  }

  /** Beside the next batches: what a kill loses of it is taken again, as the batch under way is. */
  async #keep(): Promise<void> {
    const { following, checkpoints, log, wait = waiting } = this.options;
    for (let failures = 0; this.#kept < this.#position;) {
      const position = this.#position;
      try {
        await checkpoints.save(following.name, position);
        this.#kept = position;
        failures = 0;
      } catch (error) {
        failures += 1;
        if (this.#closing.signal.aborted) break;
        log.warn({ follower: following.name, because: nameOf(error) }, 'A checkpoint is not kept; it is tried again');
        await wait(backoff(failures), this.#closing.signal);
      }
    }
    this.#keeping = undefined;
  }

  async #failed(error: unknown): Promise<'more' | 'nothing-left'> {
    const { following, log, wait = waiting } = this.options;
    this.#failures += 1;
    this.#because = nameOf(error);
    const fields = { follower: following.name, position: this.#position + 1, because: this.#because };
    const isOutage = isStorageOutage(error) || following.isOutage?.(error) === true;
    if (!isOutage) this.#ownFailures += 1;
    if (this.#ownFailures >= tries) {
      this.#condition = 'stopped';
      log.error(fields, 'A follower of the log stands still: a commit fails again and again');
      return 'nothing-left';
    }
    this.#condition = 'waiting';
    if (!this.#closing.signal.aborted) log.warn(fields, 'A follower of the log tries again');
    await wait(backoff(this.#failures), this.#closing.signal);
    return 'more';
  }
}
