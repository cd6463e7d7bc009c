import type { mongo } from 'mongoose';

import type { HolderId, Noted } from '../key-records.js';
import type { IntentGiven, Owner } from '../key-vault.js';
import type { KeyCollections } from './key-collections.js';
import { intentDocument } from './key-documents.js';

/** What destroying keys writes, within a transaction of its caller. */
export class MongoErasure {
  constructor(
    private readonly collections: KeyCollections,
    private readonly session: mongo.ClientSession,
  ) {}

  async erase(owners: readonly Owner[], intent: Noted<IntentGiven>): Promise<void> {
    const known = await this.collections.intents.findOne({ _id: intent.id }, { session: this.session });
    if (known !== null) return;
    const [first] = owners;
    await this.#eraseAll(owners, intent, (owner) => (owner === first ? intent.id : `${intent.id}:${owner}`));
  }

  /** The holder stays, without a key: what is being written for this person at the same moment is refused. */
  async eraseHolder(id: HolderId, intent: Noted<IntentGiven>): Promise<void> {
    const { keys, holders, epochs } = this.collections;
    const { session } = this;
    const owned = await keys.find({ holder: id }, { session, projection: { _id: 1 } }).toArray();
    const owners = owned.map(({ _id }) => _id);
    await this.#eraseAll(owners, intent, (owner) => `${intent.id}:${owner}`);
    const current = await epochs.findOne({ isCurrent: true }, { session });
    const $setOnInsert = { epoch: current?._id ?? 0, mustChange: false };
    await holders.updateOne(
      { _id: id },
      { $unset: { box: true }, $inc: { revision: 1 }, $setOnInsert },
      { session, upsert: true },
    );
  }

  async remove(owners: readonly Owner[]): Promise<void> {
    const { keys } = this.collections;
    const { session } = this;
    const chosen = { _id: { $in: owners } };
    const found = await keys.find(chosen, { session, projection: { holder: 1 } }).toArray();
    await keys.deleteMany(chosen, { session });
    await this.#mustChange(found.map(({ holder }) => holder));
  }

  async #eraseAll(
    owners: readonly Owner[],
    { actor, at, notedAt }: Noted<IntentGiven>,
    intentId: (owner: Owner) => string,
  ): Promise<void> {
    const { keys, intents } = this.collections;
    const { session } = this;
    const reasons = await keys.find({ stories: { $in: owners } }, { session, projection: { _id: 1 } }).toArray();
    const all = [...new Set([...owners, ...reasons.map(({ _id }) => _id)])];
    const live = await keys
      .find({ _id: { $in: all }, state: { $ne: 'erased' } }, { session, projection: { organisation: 1, holder: 1 } })
      .toArray();
    if (live.length === 0) return;
    const chosen = { _id: { $in: live.map(({ _id }) => _id) } };
    // Who is excluded is itself something about people.
    const named = { ...chosen, consent: { $exists: true } };
    await keys.updateMany(named, { $set: { 'consent.exclusions': [] } }, { session });
    await keys.updateMany(
      chosen,
      { $set: { state: 'erased' }, $unset: { ring: true }, $inc: { revision: 1 } },
      { session },
    );
    await this.#mustChange(live.map(({ holder }) => holder));
    const organisations = new Map(live.map(({ _id, organisation }) => [_id, organisation]));
    const written = all.flatMap((owner) => {
      const organisation = organisations.get(owner);
      if (organisation === undefined) return [];
      return [intentDocument({ id: intentId(owner), kind: 'erase', owner, organisation, actor, at, notedAt })];
    });
    await intents.insertMany(written, { session });
  }

  async #mustChange(changed: readonly HolderId[]): Promise<void> {
    const { holders } = this.collections;
    const { session } = this;
    // A round's key has no other use: it goes at once.
    const rounds = changed.filter((id) => id.startsWith('round:'));
    const people = [...new Set(changed)].filter((id) => !id.startsWith('round:'));
    const $inc = { revision: 1 };
    if (rounds.length > 0) {
      await holders.updateMany({ _id: { $in: rounds } }, { $unset: { box: true }, $inc }, { session });
    }
    if (people.length > 0) {
      await holders.updateMany({ _id: { $in: people } }, { $set: { mustChange: true }, $inc }, { session });
    }
  }
}
