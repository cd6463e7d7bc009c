import type { IndexDefinition, IndexOptions, Schema } from 'mongoose';
import { mongo } from 'mongoose';

import type { MongoDatabase } from './mongo-database.js';
import { MongoRefused } from './mongo-refused.js';
import { answering, isDuplicate } from './storage-problem.js';

/** A collection as its schema declares it. */
export interface DeclaredCollection {
  readonly name: string;
  readonly schema: Pick<Schema, 'indexes'>;
}

/** Building an index of a large collection takes as long as it takes. */
const builtWithinMs = 3_600_000;
const noSuchCollection = 26;
const conflictingIndexes = new Set([85, 86]);

/**
 * Creates what is declared and not there, and looks at what is. A unique index that is missing where there are documents
 * is not made in silence: what it should have refused may stand there already.
 *
 * @throws MongoRefused
 */
export async function assertIndexes(
  database: MongoDatabase,
  collections: readonly DeclaredCollection[],
): Promise<void> {
  for (const { name, schema } of collections) {
    const collection = database.collection(name);
    // Emptiness first: whoever wrote since has made the indexes before it wrote.
    const isEmpty = (await answering(() => collection.findOne({}, { projection: { _id: 1 } }))) === null;
    const standing = await indexesOf(collection);
    for (const [fields, options] of schema.indexes()) {
      const wanted: Wanted = { fields, options, label: options.name ?? Object.keys(fields).join(', ') };
      const found = standing.find((one) => one['name'] === options.name);
      if (found !== undefined && !isAs(found, wanted)) throw refused(database, name, wanted, 'is another one');
      if (found !== undefined) continue;
      if (options.unique === true && !isEmpty) throw refused(database, name, wanted, 'is missing');
      await create(database, name, wanted);
    }
  }
}

interface Wanted {
  readonly fields: IndexDefinition;
  readonly options: IndexOptions;
  readonly label: string;
}

async function indexesOf(collection: mongo.Collection): Promise<readonly mongo.Document[]> {
  try {
    const found: readonly mongo.Document[] = await answering(() => collection.listIndexes().toArray());
    return found;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === noSuchCollection) return [];
    throw error;
  }
}

async function create(database: MongoDatabase, name: string, wanted: Wanted): Promise<void> {
  const { unique, sparse, partialFilterExpression, expireAfterSeconds } = wanted.options;
  const description = {
    key: keyOf(wanted.fields),
    name: wanted.label,
    ...(unique === true ? { unique } : {}),
    ...(sparse === true ? { sparse } : {}),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
  try {
    await answering(() => database.collection(name).createIndexes([description]), builtWithinMs);
  } catch (error) {
    const isOther = error instanceof mongo.MongoServerError && conflictingIndexes.has(Number(error.code));
    if (isOther || isDuplicate(error)) throw refused(database, name, wanted, 'cannot be made');
    throw error;
  }
}

function isAs(found: mongo.Document, { fields, options }: Wanted): boolean {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
  return (
    same(found['key'], Object.fromEntries(keyOf(fields))) &&
    (found['unique'] === true) === (options.unique === true) &&
    (found['sparse'] === true) === (options.sparse === true) &&
    same(found['partialFilterExpression'], options.partialFilterExpression) &&
    same(found['expireAfterSeconds'], options.expireAfterSeconds)
  );
}

const keyOf = (fields: IndexDefinition): Map<string, 1 | -1> =>
  new Map(Object.entries(fields).map(([field, direction]) => [field, direction === -1 ? -1 : 1]));

function refused(database: MongoDatabase, collection: string, wanted: Wanted, how: string): MongoRefused {
  const kind = wanted.options.unique === true ? 'unique index' : 'index';
  return new MongoRefused(
    'index-missing',
    `The ${kind} ${wanted.label} of ${database.name}.${collection} ${how}: restore the database, or check its documents and create the index on ${JSON.stringify(Object.fromEntries(keyOf(wanted.fields)))} by hand.`,
  );
}
