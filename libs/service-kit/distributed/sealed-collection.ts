import { randomUUID } from 'node:crypto';

import { Schema, type mongo } from 'mongoose';

import type { KeyVault } from '#key-vault/key-vault.js';
import { assertIndexes } from '#mongo/declared-indexes.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import { assertFileId, placeOf, SealedChunks, without } from '../files/sealed-chunks.js';
import { FileGone, type FileKeys, type MayStand, type SealedFiles } from '../files/sealed-files.js';

export interface FileDocument {
  readonly _id: string;
  /** Which of the writings under this id is the file. */
  readonly writing: string;
  readonly chunks: number;
  /** Milliseconds since 1970; left out where it came with a move. */
  readonly begunAt?: number;
}

/** Written down before its first chunk, and until nothing is left to do for it: what has chunks and is not here is over. */
export interface WritingDocument {
  readonly _id: string;
  readonly file: string;
  readonly begunAt: number;
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
export const sealedWritings = 'sealed_writings';
export const sealedChunks = { name: 'sealed_chunks', schema: chunkSchema };

/** Longer than any upload may take: what was begun before that was left by a kill. */
const writingsLastMs = 24 * 3_600_000;

/** In the database of the service, so that whichever instance goes on with an import finds its file. */
export class SealedCollection implements SealedFiles {
  readonly #sealing: SealedChunks;
  readonly #files: mongo.Collection<FileDocument>;
  readonly #chunks: mongo.Collection<ChunkDocument>;
  readonly #writings: mongo.Collection<WritingDocument>;

  private constructor(database: MongoDatabase, vault: KeyVault) {
    this.#sealing = new SealedChunks(vault);
    this.#files = database.collection<FileDocument>(sealedFiles);
    this.#chunks = database.collection<ChunkDocument>(sealedChunks.name);
    this.#writings = database.collection<WritingDocument>(sealedWritings);
  }

  static async open(database: MongoDatabase, vault: KeyVault): Promise<SealedCollection> {
    await assertIndexes(database, [sealedChunks]);
    return new SealedCollection(database, vault);
  }

  keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    return this.keepUnder(id, this.#sealing.ownKeys(id, organisation), chunks);
  }

  async keepUnder(
    id: string,
    keys: FileKeys,
    chunks: AsyncIterable<Uint8Array>,
    mayStand: MayStand = () => Promise.resolve(true),
  ): Promise<number> {
    const file = assertFileId(id);
    await this.#sweepOld();
    const writing = randomUUID();
    const begunAt = Date.now();
    await answering(() => this.#writings.insertOne({ _id: writing, file, begunAt }));
    try {
      const written = await this.#write(file, writing, keys, chunks);
      const whole = { _id: file, writing, chunks: written.chunks };
      if (await mayStand(this.#sealing.open(file, keys, this.#boxesOf(whole, 1)))) {
        await this.#putInPlace(file, { writing, chunks: written.chunks, begunAt });
      } else {
        await answering(() => this.#chunks.deleteMany({ file, writing }));
      }
      await answering(() => this.#writings.deleteOne({ _id: writing }));
      return written.bytes;
    } catch (error) {
      await this.#giveUp(file, writing);
      throw error;
    }
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
    const file = assertFileId(id);
    await answering(() => this.#files.deleteOne({ _id: file }));
    await this.#sweep(file);
  }

  async begunLongerAgo(milliseconds: number, prefix: string): Promise<readonly string[]> {
    const before = Date.now() - milliseconds;
    const found = await answering(() =>
      this.#files.find({ $or: [{ begunAt: { $lte: before } }, { begunAt: { $exists: false } }] }).toArray(),
    );
    return found.map(({ _id }) => _id).filter((id) => id.startsWith(prefix));
  }

  async #write(file: string, writing: string, keys: FileKeys, from: AsyncIterable<Uint8Array>) {
    let bytes = 0;
    let chunks = 0;
    const count = (more: number): void => void (bytes += more);
    for await (const box of this.#sealing.seal(keys, from, count)) {
      chunks += 1;
      const chunk = { _id: `${writing}/${String(chunks)}`, file, writing, number: chunks, box };
      await answering(() => this.#chunks.insertOne(chunk));
    }
    return { bytes, chunks };
  }

  /** From here on it is the file, and of what was the file before nothing is left. Others being written stay. */
  async #putInPlace(file: string, whole: Omit<FileDocument, '_id'>): Promise<void> {
    const before = await answering(() => this.#files.findOneAndReplace({ _id: file }, whole, { upsert: true }));
    if (before === null || before.writing === whole.writing) return;
    await answering(() => this.#chunks.deleteMany({ file, writing: before.writing }));
  }

  /** Where the storage broke it off, it may have become the file all the same. */
  async #giveUp(file: string, writing: string): Promise<void> {
    const standing = await answering(() => this.#files.findOne({ _id: file }));
    if (standing?.writing === writing) return;
    await answering(() => this.#chunks.deleteMany({ file, writing }));
    await answering(() => this.#writings.deleteOne({ _id: writing }));
  }

  async #sweepOld(): Promise<void> {
    const old = { begunAt: { $lt: Date.now() - writingsLastMs } };
    const left = await answering(() => this.#writings.find(old).toArray());
    for (const { file } of left) await this.#sweep(file);
  }

  /** Chunks of what is neither the file nor being written. In this order: what is begun or ends meanwhile is seen. */
  async #sweep(file: string): Promise<void> {
    const written = await answering(() => this.#chunks.distinct('writing', { file }));
    const begun = await answering(() => this.#writings.find({ file }).toArray());
    const standing = await answering(() => this.#files.findOne({ _id: file }));
    const old = begun.filter(({ begunAt }) => begunAt < Date.now() - writingsLastMs).map(({ _id }) => _id);
    const stays = new Set([...begun.map(({ _id }) => _id).filter((each) => !old.includes(each)), standing?.writing]);
    const over = written.filter((writing) => !stays.has(writing));
    await answering(() => this.#chunks.deleteMany({ file, writing: { $in: over } }));
    await answering(() => this.#writings.deleteMany({ _id: { $in: old } }));
  }

  async *#boxesOf({ writing, chunks }: FileDocument, first: number): AsyncIterable<string> {
    for (let number = first; number <= chunks; number += 1) {
      const chunk = await answering(() => this.#chunks.findOne({ writing, number }));
      if (chunk === null) return;
      yield chunk.box;
    }
  }
}
