import { timingSafeEqual } from 'node:crypto';

import { epochKeyCorrupt, type EpochKeys } from './epoch-key-files.js';
import type { HolderRecord, KeyRecords } from './key-records.js';
import { epochProof, unwrapHolderKey, wrapHolderKey } from './wrapping.js';

/** The epoch keys this process has read. Another process may turn the epoch at any time: then they are read again. */
export class Epochs {
  readonly #keys = new Map<number, Buffer>();
  #current = 0;

  private constructor(
    private readonly records: KeyRecords,
    private readonly kept: EpochKeys,
  ) {}

  /** @throws KeyUnusable: no key is ever made where data stands that it could not open. */
  static async open(records: KeyRecords, kept: EpochKeys): Promise<Epochs> {
    const epochs = new Epochs(records, kept);
    if ((await records.epochs()).length === 0) {
      // Files without records: the first start was cut short, or the database is gone. Both need the same master key.
      for (const number of await kept.numbers()) await kept.open(number);
      await epochs.#make();
    }
    await epochs.read();
    await epochs.destroyUnused();
    return epochs;
  }

  get current(): number {
    return this.#current;
  }

  async read(): Promise<void> {
    const recorded = await this.records.epochs();
    for (const { epoch, proof, isCurrent } of recorded) {
      if (!this.#keys.has(epoch)) {
        const key = await this.#openRecorded(epoch);
        // Another process has ended this epoch since the records were read.
        if (key === undefined) continue;
        const shown = epochProof(key);
        if (shown.length !== proof.length || !timingSafeEqual(shown, proof)) throw epochKeyCorrupt(epoch);
        this.#keys.set(epoch, key);
      }
      if (isCurrent) this.#current = epoch;
    }
    for (const [epoch, key] of this.#keys) {
      if (recorded.some((one) => one.epoch === epoch)) continue;
      key.fill(0);
      this.#keys.delete(epoch);
    }
  }

  knows(epoch: number): boolean {
    return this.#keys.has(epoch);
  }

  wrap(id: HolderRecord['id'], holderKey: Uint8Array): { readonly epoch: number; readonly box: Buffer } {
    const epoch = this.#current;
    return { epoch, box: wrapHolderKey(this.#key(epoch), epoch, id, holderKey) };
  }

  unwrap(holder: HolderRecord, box: Buffer): Buffer {
    return unwrapHolderKey(this.#key(holder.epoch), holder.epoch, holder.id, box);
  }

  /** Makes a new key and writes with it from now on; the old ones still open. */
  async begin(): Promise<void> {
    await this.#make();
    await this.read();
  }

  /** Lets go of every old epoch under which nothing is wrapped any more. The record goes first: a file left by a crash is destroyed at the next start. */
  async end(): Promise<void> {
    for (const { epoch, isCurrent } of await this.records.epochs()) {
      if (!isCurrent) await this.records.removeEpoch(epoch);
    }
    await this.read();
    await this.destroyUnused();
  }

  /** Files older than the current epoch that no record needs. Newer ones are left: another process may be about to use one. */
  async destroyUnused(): Promise<void> {
    for (const epoch of await this.kept.numbers()) {
      if (epoch < this.#current && !this.#keys.has(epoch)) await this.kept.destroy(epoch);
    }
  }

  /** When the current one was made: milliseconds since 1970. */
  async began(): Promise<number> {
    await this.read();
    return this.kept.madeAt(this.#current);
  }

  forget(): void {
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
  }

  async #openRecorded(epoch: number): Promise<Buffer | undefined> {
    try {
      return await this.kept.open(epoch);
    } catch (error) {
      if ((await this.records.epochs()).some((one) => one.epoch === epoch)) throw error;
      return undefined;
    }
  }

  #key(epoch: number): Buffer {
    const key = this.#keys.get(epoch);
    if (key === undefined) throw new Error(`The key of epoch ${String(epoch)} was not read`);
    return key;
  }

  async #make(): Promise<void> {
    for (;;) {
      const taken = [...(await this.kept.numbers()), ...(await this.records.epochs()).map(({ epoch }) => epoch)];
      const epoch = Math.max(0, ...taken) + 1;
      const key = await this.kept.make(epoch);
      // Undefined: another process took the number between the two calls.
      if (key === undefined) continue;
      await this.records.addEpoch(epoch, epochProof(key));
      key.fill(0);
      return;
    }
  }
}
