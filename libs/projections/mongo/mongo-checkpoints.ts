import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { CheckpointStorage } from '../view-storage.js';
import { checkpoints, type CheckpointDocument } from './view-documents.js';

interface Waiting {
  readonly follower: string;
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Checkpoints of followers in the database of the service. Those that wait while one is written go as the next write. */
export class MongoCheckpoints implements CheckpointStorage {
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(private readonly database: MongoDatabase) {}

  async position(follower: string): Promise<number> {
    const found = await answering(() => this.#collection().findOne({ _id: follower }));
    return found?.position ?? 0;
  }

  save(follower: string, position: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ follower, position, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    // Followers that were woken together end together, mostly.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        const operations = group.map(({ follower, position }) => ({
          updateOne: { filter: { _id: follower }, update: { $max: { position } }, upsert: true },
        }));
        await answering(() => this.#collection().bulkWrite(operations, { ordered: false }));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#writing = undefined;
  }

  #collection() {
    return this.database.collection<CheckpointDocument>(checkpoints.name);
  }
}
