import { mongo } from 'mongoose';

import type { TextClass } from '#contracts/shared/sealed.js';
import { assertIndexes } from '#mongo/declared-indexes.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering, isDuplicate } from '#mongo/storage-problem.js';

import type {
  Added,
  Addition,
  Epoch,
  HolderId,
  HolderRecord,
  KeyChange,
  KeyRecord,
  KeyRecords,
  Noted,
  Rewrapped,
} from '../key-records.js';
import type { Intent, IntentGiven, IntentState, Owner } from '../key-vault.js';
import { KeyCollections } from './key-collections.js';
import {
  bytesOf,
  doors,
  epochs,
  holderFrom,
  holders,
  intentDocument,
  intentFrom,
  intents,
  keys,
  recordFrom,
  type HolderDocument,
  type KeyDocument,
} from './key-documents.js';
import { doorsOf, MongoAdditions } from './mongo-additions.js';
import { MongoErasure } from './mongo-erasure.js';

const isLive = { $exists: true };

/** Keys in the vault's own database. Every promise is kept by a transaction, or by a write of one document. */
export class MongoKeyRecords implements KeyRecords {
  readonly #in: KeyCollections;

  private constructor(private readonly database: MongoDatabase) {
    this.#in = new KeyCollections(database);
  }

  /** @throws MongoRefused where the unique index is missing under epochs */
  static async open(database: MongoDatabase): Promise<MongoKeyRecords> {
    await assertIndexes(database, [epochs, holders, keys, intents, doors]);
    return new MongoKeyRecords(database);
  }

  async find(
    owners: readonly Owner[],
  ): Promise<ReadonlyMap<Owner, { readonly record: KeyRecord; readonly holder: HolderRecord }>> {
    if (owners.length === 0) return new Map();
    // Of one moment: a ring and the key that wrapped it are changed together.
    const found = await answering(() =>
      this.#in.keys
        .aggregate<KeyDocument & { readonly holders: readonly HolderDocument[] }>(
          [
            { $match: { _id: { $in: [...new Set(owners)] } } },
            { $lookup: { from: holders.name, localField: 'holder', foreignField: '_id', as: 'holders' } },
          ],
          { readConcern: { level: 'snapshot' } },
        )
        .toArray(),
    );
    return new Map(
      found.flatMap((one) => {
        const [holder] = one.holders;
        return holder === undefined ? [] : [[one._id, { record: recordFrom(one), holder: holderFrom(holder) }]];
      }),
    );
  }

  async findHolders(ids: readonly HolderId[]): Promise<ReadonlyMap<HolderId, HolderRecord>> {
    const found = await answering(() => this.#in.holders.find({ _id: { $in: ids } }).toArray());
    return new Map(found.map((one) => [one._id, holderFrom(one)]));
  }

  async add(additions: readonly Addition[]): Promise<readonly Added[]> {
    if (additions.length === 0) return [];
    if (areAllNew(additions) && (await this.#addUnseen(additions))) {
      return additions.map(() => ({ outcome: 'added' }));
    }
    const add = () => this.database.transaction((session) => new MongoAdditions(this.#in, session).add(additions));
    try {
      return await add();
    } catch (error) {
      // Another process added the same between our look and our write: now it is seen.
      if (isDuplicate(error)) return add();
      throw error;
    }
  }

  /** False: nothing was added. */
  async #addUnseen(additions: readonly Addition[]): Promise<boolean> {
    try {
      return await this.database.transaction((session) => new MongoAdditions(this.#in, session).addUnseen(additions));
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async replaceRing(
    owner: Owner,
    revision: number,
    holderRevision: number,
    classes: readonly TextClass[],
    ring: Buffer,
  ): Promise<boolean> {
    return this.database.transaction(async (session) => {
      const changed = await this.#in.keys.findOneAndUpdate(
        { _id: owner, revision, ring: isLive },
        { $set: { classes, ring: new mongo.Binary(ring) }, $inc: { revision: 1 } },
        { session },
      );
      if (changed === null) return false;
      const holder = { _id: changed.holder, revision: holderRevision, box: isLive };
      const relied = await this.#in.holders.updateOne(holder, { $inc: { reliedOn: 1 } }, { session });
      if (relied.matchedCount === 1) return true;
      await session.abortTransaction();
      return false;
    });
  }

  async change(
    owner: Owner,
    revision: number,
    to: KeyChange,
    intent: Noted<Intent> | undefined,
  ): Promise<'changed' | 'moved-on' | 'done-before'> {
    try {
      return await this.database.transaction(async (session) => {
        const known = intent && (await this.#in.intents.findOne({ _id: intent.id }, { session }));
        if (known !== undefined && known !== null) return 'done-before';
        const changed = await this.#in.keys.updateOne(
          { _id: owner, revision },
          { $set: { ...to }, $inc: { revision: 1 } },
          { session },
        );
        if (changed.matchedCount === 0) return 'moved-on';
        if (intent !== undefined) await this.#in.intents.insertOne(intentDocument(intent), { session });
        return 'changed';
      });
    } catch (error) {
      if (isDuplicate(error)) return 'done-before';
      throw error;
    }
  }

  async erase(owners: readonly Owner[], intent: Noted<IntentGiven>): Promise<void> {
    await this.database.transaction((session) => new MongoErasure(this.#in, session).erase(owners, intent));
  }

  async eraseHolder(id: HolderId, intent: Noted<IntentGiven>): Promise<void> {
    await this.database.transaction((session) => new MongoErasure(this.#in, session).eraseHolder(id, intent));
  }

  async intentState(id: string): Promise<IntentState> {
    const found = await answering(() =>
      this.#in.intents.findOne({ _id: id }, { projection: { _id: 1, isSettled: 1 } }),
    );
    if (found === null) return 'unknown';
    return found.isSettled ? 'settled' : 'pending';
  }

  async pendingIntents(notedUntil?: number): Promise<readonly Intent[]> {
    const young = notedUntil === undefined ? {} : { notedAt: { $not: { $gt: notedUntil } } };
    const pending = await answering(() =>
      this.#in.intents
        .find({ isSettled: false, ...young })
        .sort({ at: 1, written: 1 })
        .toArray(),
    );
    return pending.map(intentFrom);
  }

  async settleIntent(id: string): Promise<void> {
    await answering(() =>
      this.#in.intents.updateOne({ _id: id }, { $set: { isSettled: true }, $unset: { consent: true, reach: true } }),
    );
  }

  async ownersMadeBefore(time: number, prefix: string, after: Owner, limit: number): Promise<readonly Owner[]> {
    const found = await answering(() =>
      this.#in.keys
        .find(
          {
            _id: { $gt: after, $gte: prefix, $lt: `${prefix}\u{10ffff}` },
            createdAt: { $lt: time },
            state: { $ne: 'erased' },
          },
          { projection: { _id: 1 } },
        )
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(({ _id }) => _id);
  }

  async remove(owners: readonly Owner[]): Promise<void> {
    if (owners.length === 0) return;
    await this.database.transaction((session) => new MongoErasure(this.#in, session).remove(owners));
  }

  async epochs(): Promise<readonly Epoch[]> {
    const found = await answering(() => this.#in.epochs.find().sort({ _id: 1 }).toArray());
    return found.map(({ _id: epoch, proof, isCurrent }) => ({ epoch, proof: bytesOf(proof), isCurrent }));
  }

  async addEpoch(epoch: number, proof: Buffer): Promise<void> {
    const add = () =>
      this.database.transaction(async (session) => {
        const higher = await this.#in.epochs.findOne({ _id: { $gte: epoch } }, { session });
        if (higher !== null) return;
        // Whoever adds a holder under the old epoch at this moment tries again, and finds its doors gone.
        await this.#in.doors.deleteMany({}, { session });
        await this.#in.doors.insertMany(
          doorsOf(epoch).map((_id) => ({ _id, passed: 0 })),
          { session },
        );
        await this.#in.epochs.updateMany({ isCurrent: true }, { $set: { isCurrent: false } }, { session });
        await this.#in.epochs.insertOne({ _id: epoch, proof: new mongo.Binary(proof), isCurrent: true }, { session });
      });
    // Of two first starts at the same moment the other one was first.
    await add().catch((error: unknown) => (isDuplicate(error) ? add() : Promise.reject(asError(error))));
  }

  async removeEpoch(epoch: number): Promise<boolean> {
    return this.database.transaction(async (session) => {
      const holder = await this.#in.holders.findOne({ epoch, box: isLive }, { session, projection: { _id: 1 } });
      if (holder !== null) return false;
      const removed = await this.#in.epochs.deleteOne({ _id: epoch, isCurrent: false }, { session });
      return removed.deletedCount === 1;
    });
  }

  async countUnderOldEpochs(): Promise<number> {
    const filter = await this.#underOldEpochs();
    return answering(() => this.#in.holders.countDocuments(filter));
  }

  async holdersUnderOldEpochs(limit: number): Promise<readonly HolderRecord[]> {
    const filter = await this.#underOldEpochs();
    const found = await answering(() => this.#in.holders.find(filter).limit(limit).toArray());
    return found.map(holderFrom);
  }

  async ringsOf(id: HolderId): Promise<readonly KeyRecord[]> {
    const found = await answering(() => this.#in.keys.find({ holder: id, ring: isLive }).toArray());
    return found.map(recordFrom);
  }

  async rewrap(rewrapped: readonly Rewrapped[]): Promise<void> {
    const boxesAlone = rewrapped.filter(({ rings }) => rings === undefined);
    if (boxesAlone.length > 0) {
      const operations = boxesAlone.map(({ id, revision, epoch, box }) => ({
        updateOne: {
          filter: { _id: id, revision, box: isLive },
          update: { $set: { epoch, box: new mongo.Binary(box) }, $inc: { revision: 1 } },
        },
      }));
      await answering(() => this.#in.holders.bulkWrite(operations, { ordered: false }));
    }
    for (const one of rewrapped) if (one.rings !== undefined) await this.#changeKey(one, one.rings);
  }

  async #changeKey({ id, revision, epoch, box }: Rewrapped, rings: NonNullable<Rewrapped['rings']>): Promise<void> {
    await this.database.transaction(async (session) => {
      const live = await this.#in.keys
        .find({ holder: id, ring: isLive }, { session, projection: { revision: 1 } })
        .toArray();
      const revisions = new Map(live.map((one) => [one._id, one.revision]));
      // One more, one fewer or one changed: wrapped under a key that is about to go, it would be lost.
      if (live.length !== rings.length || rings.some((ring) => revisions.get(ring.owner) !== ring.revision)) return;
      const changed = await this.#in.holders.updateOne(
        { _id: id, revision, box: isLive },
        { $set: { epoch, box: new mongo.Binary(box), mustChange: false }, $inc: { revision: 1 } },
        { session },
      );
      if (changed.matchedCount === 0 || rings.length === 0) return;
      const operations = rings.map(({ owner, ring }) => ({
        updateOne: {
          filter: { _id: owner },
          update: { $set: { ring: new mongo.Binary(ring) }, $inc: { revision: 1 } },
        },
      }));
      await this.#in.keys.bulkWrite(operations, { session, ordered: false });
    });
  }

  /** The server lets go of old pages by itself; its oplog, in which wrapped keys stand too, turns over by its size. */
  async tidy(): Promise<void> {
    await Promise.resolve();
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  async #underOldEpochs(): Promise<mongo.Filter<HolderDocument>> {
    const current = await answering(() => this.#in.epochs.findOne({ isCurrent: true }));
    return { box: isLive, epoch: { $lt: current?._id ?? 0 } };
  }
}

/** Each under a holder of its own that it brings with it, and nothing else is relied on. */
const areAllNew = (additions: readonly Addition[]): boolean =>
  additions.every(({ under, stories }) => under.holder === 'new' && stories.length === 0) &&
  new Set(additions.map(({ holder }) => holder)).size === additions.length;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
