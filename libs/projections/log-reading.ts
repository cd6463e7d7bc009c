import { setTimeout } from 'node:timers/promises';

import { StorageUnavailable, StoreClosed, type EventStore, type LoggedCommit } from '#event-store/event-store.js';

/** What followers need of an event store. */
export type FollowedLog = Pick<EventStore, 'readLog' | 'lastPosition' | 'positionOf' | 'logged' | 'onLogged'>;

/** Numbers and names only, never what an event holds. */
export interface FollowingLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Waits so many milliseconds, less when the signal says so. Tests give one that does not. */
export type Waiting = (ms: number, signal: AbortSignal) => Promise<void>;

export const waiting: Waiting = async (ms, signal) => {
  await setTimeout(ms, undefined, { signal, ref: false }).catch(() => undefined);
};

/** 100 ms, 200 ms, ... 5 s. */
export const backoff = (failures: number): number => Math.min(5_000, 100 * 2 ** Math.max(0, failures - 1));

export const isStorageOutage = (error: unknown): boolean =>
  error instanceof StorageUnavailable || error instanceof StoreClosed;

/** Whose message could hold what an event holds says only its name. */
export const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'Something that is no Error was thrown';

export interface NextCommits {
  readonly commits: readonly LoggedCommit[];
  /** Nothing came after them when they were read: whoever follows is woken by what comes later. */
  readonly isEnd: boolean;
}

/**
 * The next commits. Where one of them cannot be read (an unknown type of event), those before it.
 *
 * @throws what the store threw, when the very next one cannot be read.
 */
export async function nextCommits(
  log: FollowedLog,
  after: number,
  limit: number,
  asTold = false,
): Promise<NextCommits> {
  try {
    const commits = await log.readLog(after, limit, asTold);
    return { commits, isEnd: commits.length < limit };
  } catch (error) {
    if (limit === 1 || isStorageOutage(error)) throw error;
    return { ...(await nextCommits(log, after, Math.ceil(limit / 2), asTold)), isEnd: false };
  }
}
