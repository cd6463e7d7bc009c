import { mongo } from 'mongoose';

import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { Commit, CommittedCommand } from '../commit.js';
import type { LogEntry, WalkedCommit } from '../commit-storage.js';
import type { CommitDocument, LogDocument } from './commit-documents.js';

/** Documents at a time: between them other work may run, and no cursor stays open for hours. */
const atOnce = 500;
const validatedWithinMs = 3_600_000;
const notAllowed = new Set([13, 59]);

/** As raw BSON: read as text at once, bytes that are not UTF-8 would end the walk instead of being found. */
export async function* walkCommits(
  commits: mongo.Collection<CommitDocument>,
  log: mongo.Collection<LogDocument>,
): AsyncGenerator<WalkedCommit> {
  let after: mongo.Filter<CommitDocument> = {};
  for (;;) {
    const page = await answering(() =>
      commits
        .find<mongo.Document>(after, { raw: true, batchSize: atOnce })
        .sort({ stream: 1, firstVersion: 1 })
        .limit(atOnce)
        .toArray(),
    );
    const read = page.map((raw) => readStrictly(raw));
    const ids = read.map(({ id }) => id);
    const entries = await answering(() => log.find({ commit: { $in: ids } }).toArray());
    const positions = new Map(entries.map(({ _id, commit }) => [commit, _id]));
    for (const { id, stream, firstVersion, commit } of read) {
      yield { stream, firstVersion, commit, position: positions.get(id) };
    }
    const last = read.at(-1);
    if (last === undefined) return;
    const { stream, firstVersion } = last;
    after = { $or: [{ stream, firstVersion: { $gt: firstVersion } }, { stream: { $gt: stream } }] };
  }
}

interface ReadStrictly {
  readonly id: string;
  readonly stream: string;
  readonly firstVersion: number;
  readonly commit: Commit | undefined;
}

function readStrictly(raw: unknown): ReadStrictly {
  if (!Buffer.isBuffer(raw)) throw new TypeError('The driver gave a document that is not raw');
  const loose = mongo.BSON.deserialize(raw, { validation: { utf8: false } });
  const { _id: id, stream, firstVersion } = loose;
  return {
    id: String(id),
    stream: String(stream),
    firstVersion: Number(firstVersion),
    commit: strictCommit(raw, `${String(stream)}@${String(firstVersion)}`),
  };
}

function strictCommit(raw: Buffer, id: string): Commit | undefined {
  try {
    const document: unknown = mongo.BSON.deserialize(raw, { validation: { utf8: true } });
    // The log knows a commit by its id: another one would lead elsewhere.
    return isCommit(document) && document._id === id ? withoutMarks(document) : undefined;
  } catch {
    return undefined;
  }
}

const withoutMarks = ({ _id, waitsSince: _waits, ...commit }: CommitDocument): Commit => commit;

function isCommit(value: unknown): value is CommitDocument {
  if (typeof value !== 'object' || value === null) return false;
  const field = (name: string): unknown => Reflect.get(value, name);
  const isText = ['_id', 'stream', 'organisation', 'json', 'previousHash', 'hash'].every(
    (name) => typeof field(name) === 'string',
  );
  const isNumber = ['firstVersion', 'lastVersion'].every((name) => Number.isInteger(field(name)));
  const commands = field('commands');
  return isText && isNumber && Array.isArray(commands) && commands.every(isCommand);
}

const isCommand = (value: unknown): value is CommittedCommand =>
  typeof value === 'object' &&
  value !== null &&
  'commandId' in value &&
  'firstVersion' in value &&
  'lastVersion' in value;

export async function* walkLog(
  commits: mongo.Collection<CommitDocument>,
  log: mongo.Collection<LogDocument>,
): AsyncGenerator<LogEntry> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const entries = await answering(() =>
      log
        .find({ _id: { $gt: after } }, { batchSize: atOnce })
        .sort({ _id: 1 })
        .limit(atOnce)
        .toArray(),
    );
    const ids = entries.map(({ commit }) => commit);
    const found = await answering(() =>
      commits.find({ _id: { $in: ids } }, { projection: { stream: 1, firstVersion: 1 } }).toArray(),
    );
    const keys = new Map(found.map(({ _id, stream, firstVersion }) => [_id, { stream, firstVersion }]));
    for (const { _id: position, commit } of entries) yield { position, commit: keys.get(commit) };
    const last = entries.at(-1);
    if (last === undefined) return;
    after = last._id;
  }
}

/** Asks the server to look at its own files. A user that may only read and write may not ask: then nothing is said. */
export async function damageOf(database: MongoDatabase, collections: readonly string[]): Promise<readonly string[]> {
  const words: string[] = [];
  for (const name of collections) {
    try {
      const { valid, errors } = await database.command({ validate: name, background: true }, validatedWithinMs);
      if (valid !== true) words.push(`${name}: ${JSON.stringify(errors)}`);
    } catch (error) {
      if (error instanceof mongo.MongoServerError && notAllowed.has(Number(error.code))) return words;
      throw error;
    }
  }
  return words;
}
