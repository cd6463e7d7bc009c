import { mongo } from 'mongoose';

import { StorageUnavailable } from '#event-store/event-store.js';

/** What a write waits for at most: a server that is paused, or cut off, answers nothing at all. */
const answeredWithinMs = 10_000;

/**
 * Waits for what MongoDB answers and turns what a server or a network says into StorageUnavailable. After it nothing is
 * known of a write: it may have been done, or be done later.
 */
export async function answering<Result>(work: () => Promise<Result>, withinMs = answeredWithinMs): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StorageUnavailable('unreachable', { cause: new Error(`No answer in ${String(withinMs)} ms`) }));
    }, withinMs);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    const because = storageProblem(error);
    throw because === undefined ? error : new StorageUnavailable(because, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Errors of the driver that say: the server is away, or changing. */
const awayErrors = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoServerClosedError',
  'MongoClientClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoWriteConcernError',
  'MongoStalePrimaryError',
]);

/**
 * Codes of the server that say the same: hosts unreachable, stepping down, shutting down, not a replica set yet, out of
 * time, no majority, no keys yet; and that what was begun before it went is gone: cursor, snapshot, transaction.
 */
const awayCodes = new Set([
  6, 7, 43, 50, 64, 79, 89, 91, 94, 134, 189, 211, 246, 251, 262, 9001, 10107, 11600, 11601, 11602, 13435, 13436,
]);

/** Of the system itself: what is written to a connection in the moment in which it ends comes past the driver as it is. */
const brokenOff = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED']);

const outOfDiskSpace = 14031;

export function storageProblem(error: unknown): StorageUnavailable['because'] | undefined {
  if (!(error instanceof mongo.MongoError)) return brokenOff.has(codeOf(error)) ? 'unreachable' : undefined;
  if (error.code === outOfDiskSpace || /no space left on device/i.test(error.message)) return 'disk-full';
  if (awayErrors.has(error.name) || (typeof error.code === 'number' && awayCodes.has(error.code))) return 'unreachable';
  if (error instanceof mongo.MongoBulkWriteError) {
    // A connection that broke in the middle is wrapped, without the code that a server gives.
    const isBroken = typeof error.code !== 'number' && [error.writeErrors].flat().length === 0;
    if (isBroken || error.result.getWriteConcernError() !== undefined) return 'unreachable';
  }
  // A transaction that was tried again until there was no more time.
  return error.hasErrorLabel('TransientTransactionError') || error.hasErrorLabel('UnknownTransactionCommitResult')
    ? 'unreachable'
    : undefined;
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

export const duplicateKey = 11_000;

export interface Duplicate {
  /** Of the document in what was to be inserted. */
  readonly at: number;
  /** Name of the index that refused it; `_id_` for the id. */
  readonly index: string;
}

/** Which documents of an insertion were refused by a unique index. Undefined: something else is wrong as well. */
export function duplicatesIn(error: unknown): readonly Duplicate[] | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError)) {
    return error instanceof mongo.MongoServerError && error.code === duplicateKey
      ? [{ at: 0, index: indexIn(error.message) }]
      : undefined;
  }
  if (error.result.getWriteConcernError() !== undefined) return undefined;
  const refused = [error.writeErrors].flat();
  if (refused.length === 0 || refused.some(({ code }) => code !== duplicateKey)) return undefined;
  return refused.map((one) => ({ at: one.index, index: indexIn(one.errmsg) }));
}

export const isDuplicate = (error: unknown): boolean =>
  error instanceof mongo.MongoError && error.code === duplicateKey;

/** `E11000 duplicate key error collection: a.b index: NAME dup key: …`: the server gives the name in no other way. */
const indexIn = (message: string | undefined): string =>
  /^E11000 duplicate key error collection: \S+ index: (\S+) dup key/.exec(message ?? '')?.[1] ?? '';
