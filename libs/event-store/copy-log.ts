import { createHash } from 'node:crypto';

import type { Commit } from './commit.js';
import type { CommitStorage, WalkedCommit } from './commit-storage.js';

const commitsAtOnce = 500;

/** The copy has something else where a commit was to stand, or the log that is copied has a gap. */
export class NotTheSameLog extends Error {
  override readonly name = 'NotTheSameLog';
}

/**
 * Copies commits with their hashes and command ids, each to the same position, from where the copy ends: a copy that was
 * broken off goes on. Nobody else may write to either.
 *
 * @throws NotTheSameLog
 */
export async function copyLog(
  from: CommitStorage,
  to: CommitStorage,
  onProgress: (commits: number) => void,
): Promise<void> {
  let position = await to.lastPosition();
  for (;;) {
    const page = await from.readCommits(position, commitsAtOnce);
    if (page.length === 0) return;
    if (page.some((commit, at) => commit.position !== position + at + 1)) {
      throw new NotTheSameLog(`The log has a gap after position ${String(position)}`);
    }
    const commits = page.map(({ position: _position, ...commit }) => commit);
    for (const [at, { result }] of (await to.write(commits)).entries()) {
      const commit = commits[at];
      // Written by the run before, which was killed before it gave the commit its position.
      if (result !== 'written' && commit !== undefined) await assertIsThere(to, commit);
    }
    if ((await to.appendToLog(position, commits)) !== commits.length) {
      throw new NotTheSameLog(`Commits after position ${String(position)} stand elsewhere in the copy`);
    }
    position += page.length;
    onProgress(position);
  }
}

async function assertIsThere(storage: CommitStorage, { stream, firstVersion, hash }: Commit): Promise<void> {
  const there = (await storage.readStream(stream, firstVersion)).find((one) => one.firstVersion === firstVersion);
  if (there?.hash !== hash) throw new NotTheSameLog(`${stream}@${String(firstVersion)} is another one in the copy`);
}

export interface ComparedLogs {
  readonly streams: number;
  readonly commits: number;
  /** SHA-256 over the hash of every commit, stream by stream. */
  readonly hash: string;
  /** First commit that is not the same in both, stored bytes, hash or position; undefined where all are. */
  readonly differsAt: string | undefined;
}

/** Walks both side by side, in flat memory. */
export async function compareLogs(one: CommitStorage, other: CommitStorage): Promise<ComparedLogs> {
  const all = createHash('sha256');
  const others = other.walkCommits()[Symbol.asyncIterator]();
  let streams = 0;
  let commits = 0;
  let last: string | undefined;
  const compared = (differsAt?: string): ComparedLogs => ({ streams, commits, hash: all.digest('hex'), differsAt });
  for await (const walked of one.walkCommits()) {
    const next = await others.next();
    const place = `${walked.stream}@${String(walked.firstVersion)}`;
    if (next.done === true || !areSame(walked, next.value)) return compared(place);
    if (walked.stream !== last) streams += 1;
    last = walked.stream;
    commits += 1;
    all.update(`${place} ${walked.commit?.hash ?? ''}\n`);
  }
  const more = await others.next();
  return compared(more.done === true ? undefined : `${more.value.stream}@${String(more.value.firstVersion)}`);
}

function areSame(one: WalkedCommit, other: WalkedCommit): boolean {
  const [a, b] = [one.commit, other.commit];
  return (
    a !== undefined &&
    b !== undefined &&
    one.position === other.position &&
    a.stream === b.stream &&
    a.organisation === b.organisation &&
    a.firstVersion === b.firstVersion &&
    a.lastVersion === b.lastVersion &&
    a.json === b.json &&
    a.previousHash === b.previousHash &&
    a.hash === b.hash &&
    JSON.stringify(a.commands) === JSON.stringify(b.commands)
  );
}
