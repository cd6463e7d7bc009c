import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { mongo } from 'mongoose';

const { EJSON } = mongo.BSON;

/** Of MongoDB itself: users, its own settings. The oplog is taken apart. */
const itsOwn = new Set(['admin', 'config', 'local']);

/** Binary as the bytes that it holds: what stands in them can be searched. */
const asText = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$binary' in value
    ? Buffer.from(String(Reflect.get(Object(value.$binary), 'base64')), 'base64').toString('latin1')
    : value;

const lines = (documents: readonly mongo.Document[]): Buffer =>
  Buffer.from(documents.map((document) => EJSON.stringify(document, asText)).join('\n'));

/** What whoever may read everything takes away of a MongoDB. */
export class CopyOfMongo {
  readonly #client: mongo.MongoClient;

  constructor(urlOfRoot: string) {
    this.#client = new mongo.MongoClient(urlOfRoot);
  }

  /** The last entry of the oplog. */
  async now(): Promise<mongo.Timestamp> {
    const [last] = await this.#oplog().find().sort({ $natural: -1 }).limit(1).toArray();
    if (last === undefined) throw new Error('The oplog is empty');
    return last.ts;
  }

  /** Each collection in the order in which its documents lie, and each entry of the oplog after a moment. */
  async since(moment: mongo.Timestamp): Promise<Map<string, Buffer>> {
    const files = new Map<string, Buffer>();
    const { databases } = await this.#client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name } of databases.filter((each) => !itsOwn.has(each.name))) {
      const database = this.#client.db(name);
      for (const { name: collection } of await database.listCollections({}, { nameOnly: true }).toArray()) {
        const documents = await database.collection(collection).find().sort({ $natural: 1 }).toArray();
        files.set(`${name}.${collection}`, lines(documents));
      }
    }
    files.set(
      'the oplog',
      lines(
        await this.#oplog()
          .find({ ts: { $gt: moment } })
          .sort({ $natural: 1 })
          .toArray(),
      ),
    );
    return files;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #oplog(): mongo.Collection<{ readonly ts: mongo.Timestamp }> {
    return this.#client.db('local').collection('oplog.rs');
  }
}

/** The segments of every topic of Newid, as they lie on the disk of Kafka. */
export function copyOfKafka(folder: string): Map<string, Buffer> {
  const log = join(folder, 'log');
  return new Map(
    readdirSync(log, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.startsWith('newid.') && name.endsWith('.log'))
      .map((name) => [`Kafka ${name}`, readFileSync(join(log, name))]),
  );
}
