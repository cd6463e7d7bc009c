import { setImmediate } from 'node:timers/promises';

import { mongo } from 'mongoose';

import { StorageUnavailable } from '#event-store/event-store.js';
import { assertIndexes } from '#mongo/declared-indexes.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering, isDuplicate } from '#mongo/storage-problem.js';

import { GatheredWork } from '../gathered-work.js';
import { indexedFields } from '../indexed-fields.js';
import type { Collection } from '../read-model.js';
import { documentOf } from '../stored-json.js';
import type { FieldValue, KnownSet, NewSet, Range, SetAdvance, ViewSet, ViewStorage } from '../view-storage.js';
import { isEqual, ScannedRange } from './scanned-range.js';
import {
  mongoValue,
  numbers,
  ViewCollection,
  viewDocument,
  viewSets,
  type NumberDocument,
  type SetDocument,
  type ViewDocument,
} from './view-documents.js';

/** One moment's view of all documents: a batch is seen whole or not at all. */
const atOneMoment = { readConcern: { level: 'snapshot' } } as const;
const snapshotUnavailable = 246;
const mostSnapshotsTried = 20;
/** A batch of a thousand commits on a machine that has much else to do. */
const writtenWithinMs = 50_000;
const indexBuiltWithinMs = 3_600_000;

/** Another process moved a set: nothing of the batch may be written. */
class SetMoved extends Error {}

/** Views in the database of the service. A batch and its checkpoint are one transaction. */
export class MongoViewStorage implements ViewStorage {
  /**
   * What a transaction has changed stays in the server's cache until it ends, each document with its page. A thousand new
   * stories took more than the smallest cache has room for (256 MB: a server with 1.5 GB), and failed each time.
   */
  readonly commitsAtOnce = 200;
  readonly keepsRetiredForMs?: number;
  readonly #sets: mongo.Collection<SetDocument>;
  readonly #known = new Map<number, Map<string, ViewCollection>>();
  readonly #indexes = new Set<string>();
  readonly #gathered = new WeakMap<ViewCollection, GatheredWork<string, string | undefined>>();

  private constructor(
    private readonly database: MongoDatabase,
    keepsRetiredForMs: number | undefined,
  ) {
    if (keepsRetiredForMs !== undefined) this.keepsRetiredForMs = keepsRetiredForMs;
    this.#sets = database.collection<SetDocument>(viewSets.name);
  }

  /**
   * `keepsRetiredForMs` where several processes read the same views.
   *
   * @throws MongoRefused where the unique index is missing under sets
   */
  static async open(database: MongoDatabase, keepsRetiredForMs?: number): Promise<MongoViewStorage> {
    await assertIndexes(database, [viewSets]);
    return new MongoViewStorage(database, keepsRetiredForMs);
  }

  async sets(): Promise<readonly KnownSet[]> {
    const found = await answering(() => this.#sets.find().sort({ _id: 1 }).toArray());
    return found.map(knownSet);
  }

  async create({ readModel, version, shape, collections }: NewSet, state: 'building' | 'serving'): Promise<KnownSet> {
    const counted = await answering(() =>
      this.database
        .collection<NumberDocument>(numbers.name)
        .findOneAndUpdate({ _id: viewSets.name }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after' }),
    );
    const set: SetDocument = {
      _id: counted?.last ?? 0,
      readModel,
      version,
      // Its collections are made first: whoever is served must find them.
      state: 'building',
      position: 0,
      shape,
      collections: collections.map((collection) => ({ name: collection.name, fields: indexedFields(collection) })),
    };
    await answering(() => this.#sets.insertOne(set));
    for (const collection of collections) {
      const { name } = viewCollection(set, collection.name);
      await this.database.makeCollection(name);
      if (state === 'building') continue;
      for (const index of Object.keys(collection.indexes)) await this.makeIndex(knownSet(set), collection, index);
    }
    if (state === 'building') return knownSet(set);
    try {
      await answering(() => this.#sets.updateOne({ _id: set._id }, { $set: { state } }));
      return { ...knownSet(set), state };
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Another process was first: both begin with the same, that is, with nothing.
      await this.drop(knownSet(set));
      const serving = (await this.sets()).find((one) => one.readModel === readModel && one.state === 'serving');
      if (serving === undefined) throw error;
      return serving;
    }
  }

  async makeIndex(set: ViewSet, collection: Collection, index: string): Promise<void> {
    const view = await this.#view(set, collection);
    const fields = collection.indexes[index];
    if (view === undefined || fields === undefined || !view.knows(fields)) return;
    const key = view.keyOf(fields);
    const name = indexName(key);
    if (fields.length === 0 || this.#indexes.has(`${view.name}/${name}`)) return;
    await answering(() => this.#documents(view).createIndex(key, { name }), indexBuiltWithinMs);
    this.#indexes.add(`${view.name}/${name}`);
  }

  async serve({ number, readModel }: ViewSet): Promise<boolean> {
    return this.database.transaction(async (session) => {
      const isThere = { _id: number, state: { $ne: 'retired' } } as const;
      if ((await this.#sets.countDocuments(isThere, { session })) === 0) return false;
      await this.#sets.updateMany({ readModel, state: 'serving' }, { $set: { state: 'retired' } }, { session });
      await this.#sets.updateOne({ _id: number }, { $set: { state: 'serving' } }, { session });
      return true;
    });
  }

  async drop(set: ViewSet): Promise<void> {
    await answering(() => this.#sets.updateOne({ _id: set.number }, { $set: { state: 'retired' } }));
    for (const { name } of (await this.#viewsOf(set)).values()) await this.database.dropCollection(name);
    await answering(() => this.#sets.deleteOne({ _id: set.number }));
    this.#known.delete(set.number);
  }

  async write(advances: readonly SetAdvance[]): Promise<boolean> {
    if (advances.length === 0) return true;
    try {
      for (const { set } of advances) await this.#viewsOf(set);
      await this.database.transaction(async (session) => {
        await this.#move(advances, session);
        for (const advance of advances) await this.#change(advance, session);
      }, writtenWithinMs);
      return true;
    } catch (error) {
      if (error instanceof SetMoved) return false;
      throw error;
    }
  }

  async get(set: ViewSet, collection: Collection, id: string): Promise<string | undefined> {
    const view = await this.#view(set, collection);
    if (view === undefined) return undefined;
    let gathered = this.#gathered.get(view);
    if (gathered === undefined) {
      gathered = new GatheredWork((ids) => this.#byIds(view, ids));
      this.#gathered.set(view, gathered);
    }
    return gathered.do(id);
  }

  async #byIds(view: ViewCollection, ids: readonly string[]): Promise<readonly (string | undefined)[]> {
    const found = await answering(() =>
      this.#documents(view)
        .find({ _id: { $in: [...new Set(ids)] } }, { projection: { json: 1 }, batchSize: ids.length + 1 })
        .toArray(),
    );
    const byId = new Map(found.map(({ _id, json }) => [_id, json]));
    return ids.map((id) => byId.get(id));
  }

  async find(set: ViewSet, collection: Collection, range: Range): Promise<readonly string[]> {
    const view = await this.#view(set, collection);
    if (view === undefined) return [];
    const fields = [...range.equals.map(([field]) => field), ...range.ordered];
    if (!(await this.#isIndexed(view, fields))) return this.#scan(view, collection, range);
    const found = await this.#reading(() =>
      this.#documents(view)
        .find(
          {},
          {
            ...atOneMoment,
            ...view.boundsOf(range),
            hint: view.keyOf(fields),
            projection: { _id: 0, json: 1 },
            batchSize: range.limit,
          },
        )
        .sort(view.keyOf(fields, range.isDescending ? -1 : 1))
        .limit(range.limit)
        .toArray(),
    );
    return found.map(({ json }) => json);
  }

  async count(set: ViewSet, collection: Collection, equals: readonly FieldValue[]): Promise<number> {
    const view = await this.#view(set, collection);
    if (view === undefined) return 0;
    if (view.knows(equals.map(([field]) => field))) {
      const filter = Object.fromEntries(equals.map(([field, value]) => [view.pathOf(field), mongoValue(value)]));
      return this.#reading(() => this.#documents(view).countDocuments(filter, atOneMoment));
    }
    let counted = 0;
    for await (const json of this.#every(view)) if (isEqual(documentOf(collection, json), equals)) counted += 1;
    return counted;
  }

  async walk(set: ViewSet, collection: Collection, afterId: string, limit: number): Promise<readonly string[]> {
    const view = await this.#view(set, collection);
    if (view === undefined) return [];
    const found = await answering(() =>
      this.#documents(view)
        .find({ _id: { $gt: afterId } }, { projection: { _id: 0, json: 1 }, batchSize: limit })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(({ json }) => json);
  }

  async #move(advances: readonly SetAdvance[], session: mongo.ClientSession): Promise<void> {
    const operations = advances.map(({ set, from, to }) => ({
      updateOne: {
        // What another process has retired is not gone on with.
        filter: { _id: set.number, position: from, state: { $ne: 'retired' as const } },
        update: { $set: { position: to } },
      },
    }));
    const moved = await this.#sets.bulkWrite(operations, { session });
    if (moved.matchedCount < advances.length) throw new SetMoved();
  }

  async #change({ set, changes }: SetAdvance, session: mongo.ClientSession): Promise<void> {
    for (const { collection, puts, removed } of changes) {
      const view = await this.#view(set, collection);
      if (view === undefined) throw new Error(`The set has no collection ${collection.name}`);
      const operations: mongo.AnyBulkWriteOperation<ViewDocument>[] = puts.map((put) => {
        const { _id, ...replacement } = viewDocument(put);
        return { replaceOne: { filter: { _id }, replacement, upsert: true } };
      });
      if (removed.length > 0) operations.push({ deleteMany: { filter: { _id: { $in: removed } } } });
      if (operations.length > 0) await this.#documents(view).bulkWrite(operations, { session, ordered: false });
    }
  }

  async #scan(view: ViewCollection, collection: Collection, range: Range): Promise<readonly string[]> {
    const scanned = new ScannedRange(range);
    for await (const json of this.#every(view)) scanned.take(documentOf(collection, json), json);
    return scanned.result();
  }

  async *#every(view: ViewCollection): AsyncGenerator<string> {
    const cursor = this.#documents(view).find({}, { ...atOneMoment, projection: { _id: 0, json: 1 } });
    try {
      for (;;) {
        const next = await answering(() => cursor.next());
        if (next === null) return;
        yield next.json;
      }
    } finally {
      await cursor.close();
    }
  }

  async #isIndexed(view: ViewCollection, fields: readonly string[]): Promise<boolean> {
    if (!view.knows(fields)) return false;
    const name = indexName(view.keyOf(fields));
    if (fields.length === 0 || this.#indexes.has(`${view.name}/${name}`)) return true;
    // It may have been made before this process started, or by another one.
    const found: readonly mongo.Document[] = await answering(() => this.#documents(view).listIndexes().toArray()).catch(
      (error: unknown) => {
        if (error instanceof mongo.MongoServerError && !(error instanceof mongo.MongoNetworkError)) return [];
        throw error;
      },
    );
    for (const one of found) this.#indexes.add(`${view.name}/${String(one['name'])}`);
    return this.#indexes.has(`${view.name}/${name}`);
  }

  /** While an index is being made there is, for a moment, no one moment to read at. */
  async #reading<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let tried = 1; tried < mostSnapshotsTried; tried += 1) {
      try {
        return await answering(work);
      } catch (error) {
        if (!isOfNoMoment(error)) throw error;
        await setImmediate();
      }
    }
    return answering(work);
  }

  #documents(view: ViewCollection): mongo.Collection<ViewDocument> {
    return this.database.collection<ViewDocument>(view.name);
  }

  async #view(set: ViewSet, { name }: Collection): Promise<ViewCollection | undefined> {
    return (await this.#viewsOf(set)).get(name);
  }

  async #viewsOf(set: ViewSet): Promise<ReadonlyMap<string, ViewCollection>> {
    const known = this.#known.get(set.number);
    if (known !== undefined) return known;
    const found = await answering(() => this.#sets.findOne({ _id: set.number }));
    const views = new Map(found?.collections.map(({ name, fields }) => [name, new ViewCollection(set, name, fields)]));
    if (found !== null) this.#known.set(set.number, views);
    return views;
  }
}

/** To everybody else it is storage that is away. */
const isOfNoMoment = (error: unknown): boolean =>
  error instanceof StorageUnavailable &&
  error.cause instanceof mongo.MongoServerError &&
  error.cause.code === snapshotUnavailable;

const viewCollection = (set: SetDocument, name: string): ViewCollection => new ViewCollection(knownSet(set), name, []);

const knownSet = ({ _id: number, readModel, version, state, position, shape }: SetDocument): KnownSet => ({
  number,
  readModel,
  version,
  state,
  position,
  shape,
});

const indexName = (key: Readonly<Record<string, unknown>>): string => Object.keys(key).join('+');
