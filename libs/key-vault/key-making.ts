import type { TextClass } from '#contracts/shared/sealed.js';
import { StorageUnavailable } from '#event-store/event-store.js';

import type { Epochs } from './epochs.js';
import { freshBytes } from './fresh-bytes.js';
import { sealerFor } from './grants.js';
import type { Added, Addition, HolderId, HolderRecord, KeyRecords } from './key-records.js';
import type { Owner, Sealer } from './key-vault.js';
import { KeysBelongElsewhere, KeysErased } from './key-vault.js';
import { keyLength } from './sealing.js';
import { unwrapRing, wrapRing, type DataKeys } from './wrapping.js';

export type Wanted = Omit<Addition, 'ring' | 'createdAt' | 'under'>;

interface Waiting {
  readonly wanted: Wanted;
  /** Its holder is taken to be new; the write says where that is wrong. */
  readonly isHolderNew: boolean;
  readonly resolve: (sealer: Sealer) => void;
  readonly reject: (error: unknown) => void;
}

/** Holder keys as they stand while one write is prepared. Never kept longer: an erasure must find none in memory. */
type HolderKeys = Map<HolderId, { readonly key: Buffer; readonly revision: number } | 'erased'>;

const mostInOneWrite = 500;

/** Makes keys. Callers of one turn of the event loop, and those that come while a write is under way, share one write. */
export class KeyMaking {
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;

  constructor(
    private readonly records: KeyRecords,
    private readonly epochs: Epochs,
    private readonly now: () => number,
  ) {}

  async make(wanted: Wanted, isHolderNew = false): Promise<Sealer> {
    if (wanted.classes.length === 0) throw new TypeError(`No class is named for ${wanted.owner}`);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ wanted, isHolderNew, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  async #work(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      try {
        await this.#write(batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
        // They waited for an answer that never came: a second wait as long would be two for whoever asked.
        if (error instanceof StorageUnavailable) for (const { reject } of this.#waiting.splice(0)) reject(error);
      }
    }
    this.#working = undefined;
  }

  /** An owner at most once a write: the second caller gets what the first one made. */
  #nextBatch(): Waiting[] {
    const owners = new Set<Owner>();
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    for (const one of this.#waiting) {
      const isLater = batch.length >= mostInOneWrite || owners.has(one.wanted.owner);
      (isLater ? later : batch).push(one);
      owners.add(one.wanted.owner);
    }
    this.#waiting = later;
    return batch;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const holderKeys = await this.#holderKeys(batch);
    const prepared: { readonly one: Waiting; readonly addition: Addition; readonly keys: DataKeys }[] = [];
    for (const one of batch) {
      const made = this.#prepare(one.wanted, holderKeys);
      if (made === undefined) one.reject(new KeysErased(one.wanted.owner));
      else prepared.push({ one, ...made });
    }
    const outcomes = await this.records.add(prepared.map(({ addition }) => addition));
    let isEpochStale = false;
    for (const [index, { one, keys }] of prepared.entries()) {
      const outcome = outcomes[index]?.outcome;
      if (outcome === 'holder-changed') isEpochStale = true;
      await this.#answer(one, keys, outcomes[index]);
    }
    if (isEpochStale) await this.epochs.read();
  }

  async #answer({ wanted, resolve, reject }: Waiting, keys: DataKeys, added: Added | undefined): Promise<void> {
    switch (added?.outcome) {
      case 'added':
        resolve(sealerFor(wanted.owner, keys));
        return;
      case 'there-already':
        await this.#standing(wanted).then((sealer) => {
          if (sealer === undefined) this.#waiting.push({ wanted, isHolderNew: false, resolve, reject });
          else resolve(sealer);
        }, reject);
        return;
      case 'story-erased':
        reject(new KeysErased(added.story));
        return;
      case 'holder-changed':
      case undefined:
        this.#waiting.push({ wanted, isHolderNew: false, resolve, reject });
    }
  }

  async #holderKeys(batch: readonly Waiting[]): Promise<HolderKeys> {
    const ids = [...new Set(batch.filter((one) => !one.isHolderNew).map(({ wanted }) => wanted.holder))];
    for (;;) {
      const found = ids.length === 0 ? new Map<HolderId, HolderRecord>() : await this.records.findHolders(ids);
      const isReadable = [...found.values()].every(({ box, epoch }) => box === undefined || this.epochs.knows(epoch));
      if (!isReadable) {
        await this.epochs.read();
        continue;
      }
      const keys: HolderKeys = new Map();
      for (const [id, holder] of found) {
        const { box, revision } = holder;
        keys.set(id, box === undefined ? 'erased' : { key: this.epochs.unwrap(holder, box), revision });
      }
      return keys;
    }
  }

  #prepare(
    wanted: Wanted,
    holderKeys: HolderKeys,
  ): { readonly addition: Addition; readonly keys: DataKeys } | undefined {
    const standing = holderKeys.get(wanted.holder);
    if (standing === 'erased') return undefined;
    const holderKey = standing?.key ?? freshBytes(keyLength);
    const keys = freshKeys(wanted.classes);
    const ring = wrapRing(holderKey, wanted.holder, wanted.owner, keys);
    // The next of this holder in the same write finds it at its first revision.
    if (standing === undefined) holderKeys.set(wanted.holder, { key: holderKey, revision: 1 });
    const under: Addition['under'] =
      standing === undefined
        ? { holder: 'new', ...this.epochs.wrap(wanted.holder, holderKey) }
        : { holder: 'standing', revision: standing.revision };
    return { addition: { ...wanted, ring, createdAt: this.now(), under }, keys };
  }

  /** The keys an owner has, with those of further classes where they are asked for. Undefined: swept in between. */
  async #standing(wanted: Wanted): Promise<Sealer | undefined> {
    const { owner } = wanted;
    for (;;) {
      const found = (await this.records.find([owner])).get(owner);
      if (found === undefined) return undefined;
      const { record, holder } = found;
      if (
        record.kind !== wanted.kind ||
        record.organisation !== wanted.organisation ||
        record.holder !== wanted.holder
      ) {
        throw new KeysBelongElsewhere(owner);
      }
      if (record.ring === undefined || holder.box === undefined) throw new KeysErased(owner);
      if (!this.epochs.knows(holder.epoch)) {
        await this.epochs.read();
        continue;
      }
      const holderKey = this.epochs.unwrap(holder, holder.box);
      const keys = unwrapRing(holderKey, holder.id, owner, record.classes, record.ring);
      const further = wanted.classes.filter((textClass) => !keys.has(textClass));
      if (further.length === 0) return sealerFor(owner, keys);
      const grown: DataKeys = new Map([...keys, ...freshKeys(further)]);
      const ring = wrapRing(holderKey, holder.id, owner, grown);
      if (await this.records.replaceRing(owner, record.revision, holder.revision, [...grown.keys()], ring)) {
        return sealerFor(owner, grown);
      }
    }
  }
}

const freshKeys = (classes: readonly TextClass[]): DataKeys =>
  new Map(classes.map((textClass) => [textClass, freshBytes(keyLength)]));
