import { randomUUID } from 'node:crypto';

import { Schema, type mongo } from 'mongoose';

import type { KeyVault } from '#key-vault/key-vault.js';
import { assertIndexes } from '#mongo/declared-indexes.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import { assertFileId, placeOf, SealedChunks, without } from '../sealed-chunks.js';
import { FileGone, type FileKeys, type SealedFiles } from '../sealed-files.js';

export interface FileDocument {
  readonly _id: string;
  /** Which of the writings under this id is the file. */
  readonly writing: string;
  /** None: it was begun, and never finished. */
  readonly chunks: number;
  /** Milliseconds since 1970; left out where it came with a move. */
  readonly begunAt?: number;
}

export interface ChunkDocument {
  /** Writing and number of the chunk. */
  readonly _id: string;
  readonly file: string;
  readonly writing: string;
  readonly number: number;
  readonly box: string;
}

const plain = { versionKey: false, autoIndex: false } as const;
const chunkSchema = new Schema<ChunkDocument>(
  { _id: String, file: String, writing: String, number: Number, box: String },
  plain,
);
chunkSchema.index({ writing: 1, number: 1 }, { name: 'one-chunk-a-number', unique: true });
chunkSchema.index({ file: 1 }, { name: 'chunks-of-file' });
export const sealedFiles = 'sealed_files';
export const sealedChunks = { name: 'sealed_chunks', schema: chunkSchema };

/** In the database of the service, so that whichever instance goes on with an import finds its file. */
export class SealedCollection implements SealedFiles {
  readonly #sealing: SealedChunks;
  readonly #files: mongo.Collection<FileDocument>;
  readonly #chunks: mongo.Collection<ChunkDocument>;

  private constructor(database: MongoDatabase, vault: KeyVault) {
    this.#sealing = new SealedChunks(vault);
    this.#files = database.collection<FileDocument>(sealedFiles);
    this.#chunks = database.collection<ChunkDocument>(sealedChunks.name);
  }

  static async open(database: MongoDatabase, vault: KeyVault): Promise<SealedCollection> {
    await assertIndexes(database, [sealedChunks]);
    return new SealedCollection(database, vault);
  }

  keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    return this.keepUnder(id, this.#sealing.ownKeys(id, organisation), chunks);
  }

  async keepUnder(id: string, keys: FileKeys, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    assertFileId(id);
    const writing = randomUUID();
    const begunAt = Date.now();
    let kept = 0;
    let number = 0;
    const count = (bytes: number): void => void (kept += bytes);
    // What a kill leaves is found by this; what stands under the id already stays as it is.
    const begun = { $setOnInsert: { writing, chunks: 0, begunAt } };
    await answering(() => this.#files.updateOne({ _id: id }, begun, { upsert: true }));
    try {
      for await (const box of this.#sealing.seal(keys, chunks, count)) {
        number += 1;
        const chunk = { _id: `${writing}/${String(number)}`, file: id, writing, number, box };
        await answering(() => this.#chunks.insertOne(chunk));
      }
    } catch (error) {
      await answering(() => this.#chunks.deleteMany({ file: id, writing }));
      await answering(() => this.#files.deleteOne({ _id: id, writing }));
      throw error;
    }
    const file = { writing, chunks: number, begunAt };
    // From here on it is the file; what a kill leaves of another writing goes with the next, or with the file.
    await answering(() => this.#files.replaceOne({ _id: id }, file, { upsert: true }));
    await answering(() => this.#chunks.deleteMany({ file: id, writing: { $ne: writing } }));
    return kept;
  }

  read(id: string, organisation: string): AsyncIterable<Buffer> {
    return this.readUnder(id, this.#sealing.ownKeys(id, organisation));
  }

  async *readUnder(id: string, keys: FileKeys, from = 0): AsyncIterable<Buffer> {
    const file = await answering(() => this.#files.findOne({ _id: assertFileId(id) }));
    if (file === null) throw new FileGone(id);
    const { number, within } = placeOf(from);
    yield* without(within, this.#sealing.open(id, keys, this.#boxesOf(file, number), number));
  }

  async destroy(id: string, at: string): Promise<void> {
    assertFileId(id);
    await this.#sealing.destroyKey(id, at);
    await this.remove(id);
  }

  async remove(id: string): Promise<void> {
    await answering(() => this.#files.deleteOne({ _id: assertFileId(id) }));
    await answering(() => this.#chunks.deleteMany({ file: id }));
  }

  async begunLongerAgo(milliseconds: number, prefix: string): Promise<readonly string[]> {
    const before = Date.now() - milliseconds;
    const found = await answering(() =>
      this.#files.find({ $or: [{ begunAt: { $lte: before } }, { begunAt: { $exists: false } }] }).toArray(),
    );
    return found.map(({ _id }) => _id).filter((id) => id.startsWith(prefix));
  }

  async *#boxesOf({ writing, chunks }: FileDocument, first: number): AsyncIterable<string> {
    for (let number = first; number <= chunks; number += 1) {
      const chunk = await answering(() => this.#chunks.findOne({ writing, number }));
      if (chunk === null) return;
      yield chunk.box;
    }
  }
}
