import type { Commit, CommittedCommand } from './commit.js';
import type { StreamId } from './event-store.js';

export type WriteResult =
  | { readonly result: 'written' }
  /** Another commit starts at this version already. */
  | { readonly result: 'version-conflict' }
  /** One of its command ids stands in the store already. */
  | { readonly result: 'command-known' };

export interface KnownCommand extends CommittedCommand {
  readonly stream: StreamId;
}

export interface CommitKey {
  readonly stream: StreamId;
  readonly firstVersion: number;
}

export interface PositionedCommit extends Commit {
  readonly position: number;
}

/** What a reader of the log needs of a commit. */
export type LogRecord = Pick<PositionedCommit, 'position' | 'stream' | 'firstVersion' | 'json'>;

/** One entry of the walk of `verify`. Undefined `commit`: its bytes cannot be read as what they should be. */
export interface WalkedCommit extends CommitKey {
  readonly commit: Commit | undefined;
  readonly position: number | undefined;
}

export interface LogEntry {
  readonly position: number;
  /** Undefined: it names a commit that is not there. */
  readonly commit: CommitKey | undefined;
}

/**
 * What the event store needs of a database. Several processes may use the same data. Two indexes settle every race:
 * unique (stream, firstVersion) and unique command ids. No method keeps state between calls.
 *
 * Every method rejects with StorageUnavailable when the disk or the server is full, read-only or away.
 */
export interface CommitStorage {
  /**
   * One durable write of commits to different streams, with a result for each, in their order: one that conflicts
   * leaves nothing behind and does not touch the others. Rejected: none of them may be taken as written. A copy of a
   * log may hold several of one stream, since nobody else writes there.
   */
  write(commits: readonly Commit[]): Promise<readonly WriteResult[]>;

  /** Commits that hold this version or a later one, in version order. */
  readStream(stream: StreamId, fromVersion: number): Promise<readonly Commit[]>;

  lastCommit(stream: StreamId): Promise<Commit | undefined>;

  /** Those of the ids that are known. */
  findCommands(commandIds: readonly string[]): Promise<readonly KnownCommand[]>;

  /** `asTold`: what `lastPosition` and `appendToLog` have told of the log here is enough. */
  readLog(afterPosition: number, limit: number, asTold?: boolean): Promise<readonly LogRecord[]>;

  /** The same commits whole, for a copy: more than a reader of the log needs. */
  readCommits(afterPosition: number, limit: number): Promise<readonly PositionedCommit[]>;

  /** 0: the log is empty. */
  lastPosition(): Promise<number>;

  positionOf(stream: StreamId, version: number): Promise<number | undefined>;

  /** Commits not in the log, at most `limit`, such that no earlier commit of the same stream is left out. */
  notInLog(limit: number): Promise<readonly CommitKey[]>;

  /**
   * Gives the commits the positions after `afterPosition`, one after another, and stops at the first that is refused
   * because the position is taken or the commit stands in the log. Returns how many were added.
   */
  appendToLog(afterPosition: number, commits: readonly CommitKey[]): Promise<number>;

  /** True: `holder` has the lease for so long by the storage's clock. Saves work; nothing relies on it. */
  takeLease(holder: string, forMs: number): Promise<boolean>;

  /** Every commit, streams in any order, each in version order. Strict about bytes. */
  walkCommits(): AsyncIterable<WalkedCommit>;

  /** Every entry of the log in order of position. */
  walkLog(): AsyncIterable<LogEntry>;

  /** What the database itself finds broken in its files, in its words. */
  damage(): Promise<readonly string[]>;
}
