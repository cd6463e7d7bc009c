import type { mongo } from 'mongoose';

import { insertAll } from '#mongo/insert-all.js';
import { takeLease } from '#mongo/leases.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering, duplicatesIn } from '#mongo/storage-problem.js';

import type { Commit } from '../commit.js';
import type {
  CommitKey,
  CommitStorage,
  KnownCommand,
  LogEntry,
  LogRecord,
  PositionedCommit,
  WalkedCommit,
  WriteResult,
} from '../commit-storage.js';
import type { StreamId } from '../event-store.js';
import { RecentLog } from '../recent-log.js';
import {
  commitId,
  commitOf,
  commits,
  documentOf,
  log,
  oneCommitACommandId,
  oneLogEntryACommit,
  type CommitDocument,
  type LogDocument,
} from './commit-documents.js';
import { damageOf, walkCommits, walkLog } from './mongo-walk.js';
import { ReadAhead } from './read-ahead.js';
import { WaitingCommits, type WaitingCommit } from './waiting-commits.js';

const relayLease = 'relay';
/** The primary's own view: what it holds is in order, and what is written after it can be rolled back only with it. */
const asThePrimaryHasIt = { readConcern: { level: 'local' } } as const;

/** A round of the relay: 1,000 stories take three million. */
const mostCharactersKept = 4 * 1024 * 1024;

/** Bytes that are not UTF-8 are read as this character: then all is read again by the driver that looks for them. */
const isSuspect = ({ stream, json }: Pick<CommitDocument, 'stream' | 'json'>): boolean =>
  json.includes('\uFFFD') || stream.includes('\uFFFD');

const hasEvents = (commit: WaitingCommit): commit is Required<WaitingCommit> => commit.json !== undefined;

/** Commits in the database of one service. Any number of processes write to it; the unique indexes settle their races. */
export class MongoCommitStorage implements CommitStorage {
  readonly #commits: mongo.Collection<CommitDocument>;
  readonly #log: mongo.Collection<LogDocument>;
  readonly #waiting: WaitingCommits;
  readonly #recent = new RecentLog(mostCharactersKept);
  readonly #ahead = new ReadAhead((afterPosition, limit) => this.#readRecords(afterPosition, limit));
  /** The marks of the last round: gone before the next one looks for marks. */
  #unmarking: Promise<void> = Promise.resolve();

  /** The indexes must stand already: see `openMongoEventStore`. */
  constructor(private readonly database: MongoDatabase) {
    this.#commits = database.collection<CommitDocument>(commits.name);
    this.#log = database.collection<LogDocument>(log.name);
    this.#waiting = new WaitingCommits(this.#commits);
  }

  async write(written: readonly Commit[]): Promise<readonly WriteResult[]> {
    const documents = written.map(documentOf);
    try {
      // Unordered: one that conflicts does not keep the others from being tried.
      await answering(() => insertAll(this.#commits, documents, { ordered: false }));
      for (const commit of written) this.#recent.wrote(commitId(commit), commit);
      return documents.map(() => ({ result: 'written' }));
    } catch (error) {
      const duplicates = duplicatesIn(error);
      if (duplicates === undefined) throw error;
      const refused = new Map(duplicates.map(({ at, index }) => [at, index]));
      return documents.map((_, at): WriteResult => {
        const index = refused.get(at);
        if (index === undefined) return { result: 'written' };
        return { result: index === oneCommitACommandId ? 'command-known' : 'version-conflict' };
      });
    }
  }

  async readStream(stream: StreamId, fromVersion: number): Promise<readonly Commit[]> {
    const startingAtOrAfter = { stream, firstVersion: { $gte: fromVersion } };
    if (fromVersion <= 1) {
      const all = await answering(() => this.#commits.find(startingAtOrAfter).sort({ firstVersion: 1 }).toArray());
      return all.map(commitOf);
    }
    // The commit that starts before and holds the version is looked for after those behind it, so that none between
    // them can be missed. In one pipeline: mostly there is neither.
    const found = await answering(() =>
      this.#commits
        .aggregate<CommitDocument>([
          { $match: startingAtOrAfter },
          {
            $unionWith: {
              coll: commits.name,
              pipeline: [
                { $match: { stream, firstVersion: { $lt: fromVersion } } },
                { $sort: { firstVersion: -1 } },
                { $limit: 1 },
                { $match: { lastVersion: { $gte: fromVersion } } },
              ],
            },
          },
        ])
        .toArray(),
    );
    return found.sort((one, other) => one.firstVersion - other.firstVersion).map(commitOf);
  }

  async lastCommit(stream: StreamId): Promise<Commit | undefined> {
    const last = await answering(() => this.#commits.findOne({ stream }, { sort: { firstVersion: -1 } }));
    return last === null ? undefined : commitOf(last);
  }

  async findCommands(commandIds: readonly string[]): Promise<readonly KnownCommand[]> {
    const found = await answering(() =>
      this.#commits
        .find({ 'commands.commandId': { $in: commandIds } }, { projection: { stream: 1, commands: 1 } })
        .toArray(),
    );
    const wanted = new Set(commandIds);
    return found.flatMap(({ stream, commands: done }) =>
      done.filter(({ commandId: id }) => wanted.has(id)).map((command) => ({ ...command, stream })),
    );
  }

  async readLog(afterPosition: number, limit: number, asTold = false): Promise<readonly LogRecord[]> {
    const read = (): Promise<readonly LogRecord[]> => this.#ahead.read(afterPosition, limit);
    return asTold ? this.#recent.read(afterPosition, limit, read) : read();
  }

  async #readRecords(afterPosition: number, limit: number): Promise<readonly LogRecord[]> {
    const found = await this.#readLogged(afterPosition, limit, { stream: 1, firstVersion: 1, json: 1 });
    return found.map(({ position, document: { stream, firstVersion, json } }) => ({
      position,
      stream,
      firstVersion,
      json,
    }));
  }

  async readCommits(afterPosition: number, limit: number): Promise<readonly PositionedCommit[]> {
    const found = await this.#readLogged(afterPosition, limit, {});
    return found.map(({ position, document }) => ({ ...commitOf(document), position }));
  }

  async #readLogged(
    afterPosition: number,
    limit: number,
    projection: mongo.Document,
  ): Promise<readonly { readonly position: number; readonly document: CommitDocument }[]> {
    const entries = await answering(() =>
      this.#log
        .find({ _id: { $gt: afterPosition } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    if (entries.length === 0) return [];
    const ids = entries.map(({ commit }) => commit);
    const read = (enableUtf8Validation: boolean): Promise<CommitDocument[]> =>
      answering(() =>
        this.#commits.find({ _id: { $in: ids } }, { projection, batchSize: limit, enableUtf8Validation }).toArray(),
      );
    const unchecked = await read(false);
    const found = unchecked.some(isSuspect) ? await read(true) : unchecked;
    const byId = new Map(found.map((document) => [document._id, document]));
    return entries.flatMap(({ _id: position, commit }) => {
      const document = byId.get(commit);
      return document === undefined ? [] : [{ position, document }];
    });
  }

  async lastPosition(): Promise<number> {
    const last = await answering(() => this.#log.findOne({}, { sort: { _id: -1 } }));
    const position = last?._id ?? 0;
    this.#recent.endsAt(position);
    return position;
  }

  async positionOf(stream: StreamId, version: number): Promise<number | undefined> {
    const holding = await answering(() =>
      this.#commits.findOne(
        { stream, firstVersion: { $lte: version } },
        { sort: { firstVersion: -1 }, projection: { lastVersion: 1 } },
      ),
    );
    if (holding === null || holding.lastVersion < version) return undefined;
    const entry = await answering(() => this.#log.findOne({ commit: holding._id }));
    return entry?._id;
  }

  async notInLog(limit: number): Promise<readonly CommitKey[]> {
    if (!this.#waiting.isMoreBehind(limit) || !(await this.#recent.isReadAlong())) {
      await this.#unmarking;
      return this.#waiting.next(limit);
    }
    const found = await this.#waiting.nextBehind(limit);
    const sure = found.filter(hasEvents).filter((commit) => !isSuspect(commit));
    this.#recent.found(sure.map(commitId), sure);
    return found;
  }

  async appendToLog(afterPosition: number, keys: readonly CommitKey[]): Promise<number> {
    const ids = keys.map(commitId);
    const entries = ids.map((commit, at): LogDocument => ({ _id: afterPosition + at + 1, commit }));
    let added = ids.length;
    try {
      if (entries.length > 0) await answering(() => insertAll(this.#log, entries, { ordered: true }));
    } catch (error) {
      const [duplicate] = duplicatesIn(error) ?? [];
      if (duplicate === undefined) throw error;
      added = duplicate.at;
      // A relay that was killed between the two writes left the mark: nobody else would take it away.
      if (duplicate.index === oneLogEntryACommit) await this.#unmarkLogged(ids.slice(added));
    }
    for (const [at, id] of ids.slice(0, added).entries()) this.#recent.logged(id, afterPosition + at + 1);
    if (added > 0) this.#waiting.areLogged(keys.slice(0, added));
    // Whoever follows the log need not wait for it. A mark that stays is met again, and goes then.
    this.#unmarking = this.#unmarking.then(() => this.#unmark(ids.slice(0, added))).catch(() => undefined);
    return added;
  }

  /** Inserted by this process, which wakes itself. */
  knows(collection: string, id: unknown): boolean {
    return collection === log.name
      ? typeof id === 'number' && this.#recent.wasAdded(id)
      : typeof id === 'string' && this.#recent.hasWritten(id);
  }

  async takeLease(holder: string, forMs: number): Promise<boolean> {
    return takeLease(this.database, relayLease, holder, forMs);
  }

  walkCommits(): AsyncIterable<WalkedCommit> {
    return walkCommits(this.#commits, this.#log);
  }

  walkLog(): AsyncIterable<LogEntry> {
    return walkLog(this.#commits, this.#log);
  }

  async damage(): Promise<readonly string[]> {
    return damageOf(this.database, [commits.name, log.name]);
  }

  async #unmarkLogged(ids: readonly string[]): Promise<void> {
    const logged = await answering(() => this.#log.find({ commit: { $in: ids } }, asThePrimaryHasIt).toArray());
    await this.#unmark(logged.map(({ commit }) => commit));
  }

  /** Not waited for until it is safe: the mark that stays is met again, and the log does not take a commit twice. */
  async #unmark(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await answering(() =>
      this.#commits.updateMany(
        { _id: { $in: ids } },
        { $unset: { waitsSince: 1 } },
        { writeConcern: { w: 1, j: false } },
      ),
    );
  }
}
