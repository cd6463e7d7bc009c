import { mongo } from 'mongoose';

import { insertAll } from '#mongo/insert-all.js';

import type { Added, Addition, HolderId } from '../key-records.js';
import type { Owner } from '../key-vault.js';
import type { KeyCollections } from './key-collections.js';
import type { HolderDocument, KeyDocument } from './key-documents.js';

/** How many writers of one moment are not in each other's way. */
const doorsOfAnEpoch = 32;

const doorId = (epoch: number, door: number): string => `${String(epoch)}/${String(door)}`;

export const doorsOf = (epoch: number): readonly string[] =>
  Array.from({ length: doorsOfAnEpoch }, (_, door) => doorId(epoch, door));

/** Undefined where it is erased. */
type Standing = { readonly revision: number } | undefined;

/** What one write adds, judged in memory on what the transaction sees, one addition after another. */
export class MongoAdditions {
  readonly #newHolders: HolderDocument[] = [];
  readonly #newKeys: KeyDocument[] = [];
  readonly #reliedOnHolders = new Set<HolderId>();
  readonly #reliedOnStories = new Set<Owner>();
  readonly #holders = new Map<HolderId, Standing>();
  readonly #there = new Set<Owner>();
  readonly #erased = new Set<Owner>();
  readonly #open = new Map<number, boolean>();
  /** Meant to be added by this write, but another process was first: what follows is wrapped by a key that is no one's. */
  readonly #notAdded = new Set<HolderId>();

  constructor(
    private readonly collections: KeyCollections,
    private readonly session: mongo.ClientSession,
  ) {}

  async add(additions: readonly Addition[]): Promise<readonly Added[]> {
    await this.#look(additions);
    const added = additions.map((addition) => this.#judge(addition));
    await this.#write();
    return added;
  }

  /**
   * The same for owners whose holders are all new and each another, where nothing is looked at first. False: no door of
   * the epoch is open any more, and nothing may be kept; a duplicate key says that something stands there already.
   */
  async addUnseen(additions: readonly Addition[]): Promise<boolean> {
    for (const { under } of additions) {
      if (under.holder === 'new' && !(await this.#isOpen(under.epoch))) return false;
    }
    for (const addition of additions) {
      const { holder, under } = addition;
      if (under.holder !== 'new') return false;
      this.#newHolders.push(holderDocument(holder, under));
      this.#newKeys.push(keyDocument(addition));
    }
    await this.#write();
    return true;
  }

  /** Looked at once by a write, and passed. */
  async #isOpen(epoch: number): Promise<boolean> {
    const known = this.#open.get(epoch);
    if (known !== undefined) return known;
    const { doors } = this.collections;
    const door = doorId(epoch, Math.floor(Math.random() * doorsOfAnEpoch));
    const passed = await doors.updateOne({ _id: door }, { $inc: { passed: 1 } }, { session: this.session });
    const isOpen = passed.matchedCount === 1;
    this.#open.set(epoch, isOpen);
    return isOpen;
  }

  async #look(additions: readonly Addition[]): Promise<void> {
    const { holders, keys } = this.collections;
    const { session } = this;
    for (const { under } of additions) if (under.holder === 'new') await this.#isOpen(under.epoch);
    const ids = [...new Set(additions.map(({ holder }) => holder))];
    const projection = { revision: 1, epoch: 1, box: 1 };
    for (const { _id, revision, box } of await holders.find({ _id: { $in: ids } }, { session, projection }).toArray()) {
      this.#holders.set(_id, box === undefined ? undefined : { revision });
    }
    const owners = [...new Set(additions.flatMap(({ owner, stories }) => [owner, ...stories]))];
    const found = await keys.find({ _id: { $in: owners } }, { session, projection: { state: 1 } }).toArray();
    for (const { _id, state } of found) {
      this.#there.add(_id);
      if (state === 'erased') this.#erased.add(_id);
    }
  }

  #judge(addition: Addition): Added {
    const { owner, holder, under, stories } = addition;
    if (under.holder === 'new') this.#notAdded.add(holder);
    const erased = stories.find((story) => this.#erased.has(story));
    if (erased !== undefined) return { outcome: 'story-erased', story: erased };
    if (this.#there.has(owner)) return { outcome: 'there-already' };
    if (under.holder === 'new') {
      if (this.#open.get(under.epoch) !== true || this.#holders.has(holder)) return { outcome: 'holder-changed' };
      this.#notAdded.delete(holder);
      this.#newHolders.push(holderDocument(holder, under));
      this.#holders.set(holder, { revision: 1 });
    } else {
      const isAsWrapped = this.#holders.get(holder)?.revision === under.revision && !this.#notAdded.has(holder);
      if (!isAsWrapped) return { outcome: 'holder-changed' };
      this.#reliedOnHolders.add(holder);
    }
    for (const story of stories) this.#reliedOnStories.add(story);
    this.#there.add(owner);
    this.#newKeys.push(keyDocument(addition));
    return { outcome: 'added' };
  }

  /** What is relied on is written to: an erasure at the same moment then sees these additions, or they see it. */
  async #write(): Promise<void> {
    const { holders, keys } = this.collections;
    const { session } = this;
    if (this.#newHolders.length > 0) await insertAll(holders, this.#newHolders, { session });
    const added = new Set(this.#newHolders.map(({ _id }) => _id));
    const standing = [...this.#reliedOnHolders].filter((id) => !added.has(id));
    const count = { $inc: { reliedOn: 1 } };
    if (standing.length > 0) await holders.updateMany({ _id: { $in: standing } }, count, { session });
    const stories = [...this.#reliedOnStories];
    if (stories.length > 0) await keys.updateMany({ _id: { $in: stories } }, count, { session });
    if (this.#newKeys.length > 0) await insertAll(keys, this.#newKeys, { session });
  }
}

const holderDocument = (
  _id: HolderId,
  { epoch, box }: Extract<Addition['under'], { readonly holder: 'new' }>,
): HolderDocument => ({ _id, revision: 1, epoch, box: new mongo.Binary(box), mustChange: false });

const keyDocument = (addition: Addition): KeyDocument => ({
  _id: addition.owner,
  kind: addition.kind,
  organisation: addition.organisation,
  holder: addition.holder,
  state: 'active',
  classes: addition.classes,
  ...(addition.consent === undefined ? {} : { consent: addition.consent }),
  ...(addition.stories.length === 0 ? {} : { stories: addition.stories }),
  ...(addition.reach.length === 0 ? {} : { reach: addition.reach }),
  createdAt: addition.createdAt,
  revision: 1,
  ring: new mongo.Binary(addition.ring),
});
