import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import { GatheredWork } from '../gathered-work.js';
import type { Checkpoint, CheckpointStorage } from '../view-storage.js';
import { checkpoints, type CheckpointDocument } from './view-documents.js';

/** Checkpoints of followers in the database of the service. Followers that were woken together end together, mostly. */
export class MongoCheckpoints implements CheckpointStorage {
  readonly #saves = new GatheredWork<Checkpoint, void>((saved) => this.#saveAll(saved));

  constructor(private readonly database: MongoDatabase) {}

  async position(follower: string): Promise<number> {
    const found = await answering(() => this.#collection().findOne({ _id: follower }));
    return found?.position ?? 0;
  }

  save(follower: string, position: number): Promise<void> {
    return this.#saves.do({ follower, position });
  }

  async #saveAll(saved: readonly Checkpoint[]): Promise<readonly void[]> {
    const operations = saved.map(({ follower, position }) => ({
      updateOne: { filter: { _id: follower }, update: { $max: { position } }, upsert: true },
    }));
    await answering(() => this.#collection().bulkWrite(operations, { ordered: false }));
    return saved.map(() => undefined);
  }

  #collection() {
    return this.database.collection<CheckpointDocument>(checkpoints.name);
  }
}
