import { randomUUID } from 'node:crypto';

import type { MongoDatabase } from '#mongo/mongo-database.js';
import { assertIndexes } from '#mongo/declared-indexes.js';
import { answering } from '#mongo/storage-problem.js';

import type { FileCopies, FileCopy } from '../files/file-copies.js';
import { assertFileId } from '../files/sealed-chunks.js';
import { sealedChunks, sealedFiles, type ChunkDocument, type FileDocument } from './sealed-collection.js';

/** The files of `SealedCollection` in the database of the service that takes them, for a move. */
export class CollectionFileCopies implements FileCopies {
  private constructor(private readonly database: MongoDatabase) {}

  static async open(database: MongoDatabase): Promise<CollectionFileCopies> {
    await assertIndexes(database, [sealedChunks]);
    return new CollectionFileCopies(database);
  }

  async *all(): AsyncGenerator<FileCopy> {
    for (const file of await answering(() => this.#files().find().sort({ _id: 1 }).toArray())) {
      // What a kill left half written is no file.
      if (file.chunks > 0) yield { id: file._id, boxes: this.#boxesOf(file) };
    }
  }

  async replaceAll(copies: AsyncIterable<FileCopy>): Promise<void> {
    await answering(() => this.#files().deleteMany({}));
    await answering(() => this.#chunks().deleteMany({}));
    for await (const { id, boxes } of copies) {
      const file = assertFileId(id);
      const writing = randomUUID();
      let number = 0;
      for await (const box of boxes) {
        number += 1;
        const chunk = { _id: `${writing}/${String(number)}`, file, writing, number, box };
        await answering(() => this.#chunks().insertOne(chunk));
      }
      const kept = { _id: file, writing, chunks: number };
      await answering(() => this.#files().insertOne(kept));
    }
  }

  async *#boxesOf({ writing, chunks }: FileDocument): AsyncGenerator<string> {
    for (let number = 1; number <= chunks; number += 1) {
      const chunk = await answering(() => this.#chunks().findOne({ writing, number }));
      if (chunk === null) return;
      yield chunk.box;
    }
  }

  #files() {
    return this.database.collection<FileDocument>(sealedFiles);
  }

  #chunks() {
    return this.database.collection<ChunkDocument>(sealedChunks.name);
  }
}
