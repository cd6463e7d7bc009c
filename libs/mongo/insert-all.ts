import type { mongo } from 'mongoose';

/** A bulk of one takes the driver a tenth of the processor time of an append more than the document alone. */
export async function insertAll<Document extends mongo.Document>(
  collection: mongo.Collection<Document>,
  documents: readonly mongo.OptionalUnlessRequiredId<Document>[],
  options: mongo.BulkWriteOptions = {},
): Promise<void> {
  const [first, ...others] = documents;
  if (first !== undefined && others.length === 0) await collection.insertOne(first, options);
  else await collection.insertMany(documents, options);
}
