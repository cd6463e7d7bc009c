import { randomUUID } from 'node:crypto';

import { Schema, type mongo } from 'mongoose';

import type { KeyVault } from '#key-vault/key-vault.js';
import { assertIndexes } from '#mongo/declared-indexes.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import { assertFileId, SealedChunks } from '../sealed-chunks.js';
import { FileGone, type SealedFiles } from '../sealed-files.js';

export interface FileDocument {
  readonly _id: string;
  /** Which of the writings under this id is the file. */
  readonly writing: string;
  readonly chunks: number;
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

  async keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    assertFileId(id);
    const writing = randomUUID();
    let kept = 0;
    let number = 0;
    const count = (bytes: number): void => void (kept += bytes);
    for await (const box of this.#sealing.seal(id, organisation, chunks, count)) {
      number += 1;
      const chunk = { _id: `${writing}/${String(number)}`, file: id, writing, number, box };
      await answering(() => this.#chunks.insertOne(chunk));
    }
    const file = { writing, chunks: number };
    // From here on it is the file; what a kill leaves of another writing goes with the next, or with the file.
    await answering(() => this.#files.replaceOne({ _id: id }, file, { upsert: true }));
    await answering(() => this.#chunks.deleteMany({ file: id, writing: { $ne: writing } }));
    return kept;
  }

  async *read(id: string, organisation: string): AsyncIterable<Buffer> {
    const file = await answering(() => this.#files.findOne({ _id: assertFileId(id) }));
    if (file === null) throw new FileGone(id);
    yield* this.#sealing.open(id, organisation, this.#boxesOf(file));
  }

  async destroy(id: string, at: string): Promise<void> {
    assertFileId(id);
    await this.#sealing.destroyKey(id, at);
    await answering(() => this.#files.deleteOne({ _id: id }));
    await answering(() => this.#chunks.deleteMany({ file: id }));
  }

  async *#boxesOf({ writing, chunks }: FileDocument): AsyncIterable<string> {
    for (let number = 1; number <= chunks; number += 1) {
      const chunk = await answering(() => this.#chunks.findOne({ writing, number }));
      if (chunk === null) return;
      yield chunk.box;
    }
  }
}
