import { hashOf, noHash, type Commit } from './commit.js';
import type { CommitStorage, WalkedCommit } from './commit-storage.js';
import type { Flaw } from './event-store.js';
import type { RecordedEvents } from './recorded-events.js';

const commitsBetweenReports = 1_000;

/** What the walk remembers of the commit before, in the same stream. */
interface Before {
  readonly stream: string;
  readonly lastVersion: number;
  readonly hash: string;
  readonly position: number | undefined;
  /** First commit of the stream that is not in the log; commits after it may not be there either. */
  readonly firstNotInLog: number | undefined;
}

/** Met without a place in the log, before one of its stream that has one: by stream and version. */
type Absent = Map<string, Flaw>;
const keyOf = (stream: string, version: number): string => `${stream}@${String(version)}`;

/** Walks every commit and the log in flat memory, while others write. */
export async function* flawsOf(
  storage: CommitStorage,
  recorded: RecordedEvents,
  onProgress?: (commits: number) => void,
): AsyncGenerator<Flaw> {
  for (const _words of await storage.damage()) yield { flaw: 'unreadable' };

  const absent: Absent = new Map();
  let before: Before | undefined;
  let walked = 0;
  for await (const found of storage.walkCommits()) {
    const previous: Before =
      before?.stream === found.stream
        ? before
        : { stream: found.stream, lastVersion: 0, hash: noHash, position: undefined, firstNotInLog: undefined };
    yield* versionFlaws(found, previous);
    yield* logFlaws(found, previous);
    const { stream, position } = found;
    const { firstNotInLog: version } = previous;
    if (position !== undefined && version !== undefined) {
      absent.set(keyOf(stream, version), { flaw: 'not-in-log', stream, version });
    }
    if (found.commit === undefined) yield { flaw: 'unreadable', stream: found.stream, version: found.firstVersion };
    else {
      if (!(await isWhole(storage, recorded, found.commit, previous))) {
        yield { flaw: 'hash-broken', stream: found.stream, version: found.firstVersion };
      }
    }
    before = {
      stream: found.stream,
      lastVersion: found.commit?.lastVersion ?? found.firstVersion,
      hash: found.commit?.hash ?? '',
      position: found.position ?? previous.position,
      firstNotInLog: previous.firstNotInLog ?? (found.position === undefined ? found.firstVersion : undefined),
    };
    walked += 1;
    if (walked % commitsBetweenReports === 0) onProgress?.(walked);
  }
  onProgress?.(walked);
  yield* gapsOfLog(storage, absent);
  yield* absent.values();
}

function* versionFlaws({ stream, firstVersion }: WalkedCommit, previous: Before): Generator<Flaw> {
  const next = previous.lastVersion + 1;
  if (firstVersion > next) yield { flaw: 'version-gap', stream, version: next };
  if (firstVersion < next) yield { flaw: 'version-overlap', stream, version: firstVersion };
}

function* logFlaws({ stream, firstVersion, position }: WalkedCommit, previous: Before): Generator<Flaw> {
  if (position === undefined) return;
  if (previous.position !== undefined && position < previous.position) {
    yield { flaw: 'log-order', stream, version: firstVersion, position };
  }
}

async function isWhole(
  storage: CommitStorage,
  recorded: RecordedEvents,
  commit: Commit,
  previous: Before,
): Promise<boolean> {
  if (commit.previousHash !== previous.hash || commit.hash !== hashOf(commit)) return false;
  const { stream, firstVersion, lastVersion, commands } = commit;
  let version = firstVersion;
  for (const command of commands) {
    if (command.firstVersion !== version || command.lastVersion < version) return false;
    version = command.lastVersion + 1;
  }
  if (version !== lastVersion + 1 || recorded.count(commit) !== lastVersion - firstVersion + 1) return false;
  // The index of command ids is what stops a command from being done twice: it must lead here.
  const known = await storage.findCommands(commands.map(({ commandId }) => commandId));
  return (
    known.length === commands.length &&
    known.every((one) => one.stream === stream && one.firstVersion >= firstVersion && one.lastVersion <= lastVersion)
  );
}

/**
 * The end of a stream may be missing from the log while the relay is on its way; a commit before a logged one may not.
 * What got there while its stream was walked was on its way, and is not absent.
 */
async function* gapsOfLog(storage: CommitStorage, absent: Absent): AsyncGenerator<Flaw> {
  let expected = 1;
  for await (const { position, commit } of storage.walkLog()) {
    if (position !== expected) yield { flaw: 'log-gap', position: expected };
    if (commit === undefined) yield { flaw: 'unreadable', position };
    else absent.delete(keyOf(commit.stream, commit.firstVersion));
    expected = position + 1;
  }
}
