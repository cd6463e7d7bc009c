import { setTimeout } from 'node:timers/promises';

import type { mongo } from 'mongoose';

import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import { GatheredWork } from '../gathered-work.js';
import type { Checkpoint, CheckpointStorage } from '../view-storage.js';
import { checkpoints, type CheckpointDocument } from './view-documents.js';

const allOfService = 'all';
/** Followers that were woken together end so soon after one another. A write for each would stand before what is waited for. */
const togetherWithinMs = 20;

/**
 * Checkpoints of followers in the database of the service. Followers that were woken together end together, mostly: all
 * stand in one document, so that a score of them is one write.
 */
export class MongoCheckpoints implements CheckpointStorage {
  readonly #saves = new GatheredWork<Checkpoint, void>(
    (saved) => this.#saveAll(saved),
    () => setTimeout(togetherWithinMs),
  );

  constructor(private readonly database: MongoDatabase) {}

  async position(follower: string): Promise<number> {
    // One of its own is from before they stood together.
    const found = await answering(() =>
      this.#collection()
        .find({ _id: { $in: [allOfService, follower] } })
        .toArray(),
    );
    return Math.max(0, ...found.map(({ position, positions }) => positions?.[follower] ?? position ?? 0));
  }

  save(follower: string, position: number): Promise<void> {
    return this.#saves.do({ follower, position });
  }

  async #saveAll(saved: readonly Checkpoint[]): Promise<readonly void[]> {
    const positions: Record<string, number> = {};
    for (const { follower, position } of saved) {
      const path = `positions.${follower}`;
      positions[path] = Math.max(position, positions[path] ?? 0);
    }
    await answering(() => this.#collection().updateOne({ _id: allOfService }, { $max: positions }, { upsert: true }));
    return saved.map(() => undefined);
  }

  #collection(): mongo.Collection<CheckpointDocument> {
    return this.database.collection<CheckpointDocument>(checkpoints.name);
  }
}
