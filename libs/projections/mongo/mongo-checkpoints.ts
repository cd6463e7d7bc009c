import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { CheckpointStorage } from '../view-storage.js';
import { checkpoints, type CheckpointDocument } from './view-documents.js';

/** Checkpoints of followers in the database of the service. */
export class MongoCheckpoints implements CheckpointStorage {
  constructor(private readonly database: MongoDatabase) {}

  async position(follower: string): Promise<number> {
    const found = await answering(() => this.#collection().findOne({ _id: follower }));
    return found?.position ?? 0;
  }

  async save(follower: string, position: number): Promise<void> {
    await answering(() => this.#collection().updateOne({ _id: follower }, { $max: { position } }, { upsert: true }));
  }

  #collection() {
    return this.database.collection<CheckpointDocument>(checkpoints.name);
  }
}
