import { Schema } from 'mongoose';

import type { MongoDatabase } from './mongo-database.js';
import { answering } from './storage-problem.js';

interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  /** By the server's clock. */
  readonly until: Date;
}

export const leases = {
  name: 'leases',
  schema: new Schema<LeaseDocument>({ _id: String, holder: String, until: Date }, { versionKey: false }),
};

/**
 * Lets one process of several do what need be done only once. It saves work and promises nothing: a process that was
 * paused may believe that it holds a lease that has gone to another.
 */
export async function takeLease(
  database: MongoDatabase,
  name: string,
  holder: string,
  forMs: number,
): Promise<boolean> {
  const collection = database.collection<LeaseDocument>(leases.name);
  // No lease is given for so long: the server's clock went back since.
  const tooLong = { $gt: ['$until', { $add: ['$$NOW', 2 * forMs] }] };
  // Renewed at half its time: a lease written for every round would cost a flush of the journal each.
  const longEnough = { $and: [{ $gt: ['$until', { $add: ['$$NOW', forMs / 2] }] }, { $not: tooLong }] };
  const held = await answering(() =>
    collection.findOne({ _id: name, holder, $expr: longEnough }, { readConcern: { level: 'local' } }),
  );
  if (held !== null) return true;
  const mineOrOver = { $or: [{ $eq: ['$holder', holder] }, { $lte: ['$until', '$$NOW'] }, tooLong] };
  const given = { holder, until: { $add: ['$$NOW', forMs] } };
  const taken = await answering(() =>
    collection.findOneAndUpdate(
      { _id: name },
      [
        { $set: { isFree: mineOrOver } },
        { $set: { holder: { $cond: ['$isFree', given.holder, '$holder'] } } },
        { $set: { until: { $cond: ['$isFree', given.until, '$until'] } } },
        { $unset: 'isFree' },
      ],
      { upsert: true, returnDocument: 'after' },
    ),
  );
  return taken?.holder === holder;
}

const from = (beginning: string) => ({ $gte: beginning, $lt: `${beginning}\u{10ffff}` });

/** Whether somebody holds a lease whose name begins so, other than the one of this name. */
export async function isAnotherHeld(database: MongoDatabase, beginning: string, name: string): Promise<boolean> {
  const collection = database.collection<LeaseDocument>(leases.name);
  const others = { ...from(beginning), $ne: name };
  const held = await answering(() =>
    collection.findOne({ _id: others, $expr: { $gt: ['$until', '$$NOW'] } }, { readConcern: { level: 'local' } }),
  );
  return held !== null;
}

/** Those whose name begins so and that nobody renewed in time, of processes that were killed. */
export async function clearLapsed(database: MongoDatabase, beginning: string): Promise<void> {
  const collection = database.collection<LeaseDocument>(leases.name);
  await answering(() => collection.deleteMany({ _id: from(beginning), $expr: { $lte: ['$until', '$$NOW'] } }));
}

/** Nothing where somebody else holds it. */
export async function giveBackLease(database: MongoDatabase, name: string, holder: string): Promise<void> {
  const collection = database.collection<LeaseDocument>(leases.name);
  await answering(() => collection.deleteOne({ _id: name, holder }));
}
