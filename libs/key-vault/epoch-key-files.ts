import { timingSafeEqual } from 'node:crypto';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import {
  createEpochKeyFile,
  destroyEpochKeyFile,
  parseEpochKey,
  readIfThere,
  replaceEpochKeyFile,
} from './epoch-key-file.js';
import { masterKeysFrom } from './file-master-key.js';
import { freshBytes } from './fresh-bytes.js';
import { KeyUnusable, SealBroken } from './key-vault.js';
import type { MasterKey, MasterKeys } from './master-keys.js';
import { keyLength } from './sealing.js';

/** Where epoch keys are kept: outside the database. */
export interface EpochKeys {
  /** Makes a key that no one has yet, durably. Undefined: there is one of this number already. */
  make(epoch: number): Promise<Buffer | undefined>;
  /** @throws KeyUnusable */
  open(epoch: number): Promise<Buffer>;
  destroy(epoch: number): Promise<void>;
  numbers(): Promise<readonly number[]>;
  /** Milliseconds since 1970. */
  madeAt(epoch: number): Promise<number>;
}

const nameOf = (epoch: number): string => `epoch-${String(epoch)}.key`;
export const isEpochKeyFile = (name: string): boolean => /^epoch-[1-9]\d*\.key$/.test(name);

/** `epoch-<n>.key`, each sealed by a master key, which may be turned at any time. */
export class EpochKeyFiles implements EpochKeys {
  readonly #masterKeys: MasterKeys;

  constructor(
    private readonly folder: string,
    masterKey: Uint8Array | MasterKeys,
  ) {
    this.#masterKeys = masterKeysFrom(masterKey);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  async make(epoch: number): Promise<Buffer | undefined> {
    const key = freshBytes(keyLength);
    const [sealing] = await this.#masterKeys.known();
    const { mark } = sealing;
    if (!createEpochKeyFile(this.#fileOf(epoch), { mark, box: await sealing.wrap(epoch, key) })) return undefined;
    // A turn of the master key may have listed the files just before this one: whoever was second sees the other.
    await this.sealAnew(epoch);
    return key;
  }

  async open(epoch: number): Promise<Buffer> {
    const file = this.#fileOf(epoch);
    for (;;) {
      const text = readIfThere(file);
      if (text === undefined) throw epochKeyMissing(file);
      const sealed = parseEpochKey(text);
      if (sealed === undefined) throw epochKeyCorrupt(epoch);
      const by = (await this.#masterKeys.known()).find(({ mark }) => sameText(mark, sealed.mark));
      if (by !== undefined) return unwrapped(by, epoch, sealed.box);
      // Turned between the two: the file is sealed by another by now.
      if (readIfThere(file) === text) throw masterKeyWrong(file);
    }
  }

  /** Under the master key that seals now, if it is not yet. True: it was changed. @throws KeyUnusable */
  async sealAnew(epoch: number, toNewestVersion = false): Promise<boolean> {
    for (;;) {
      const file = this.#fileOf(epoch);
      const was = readIfThere(file);
      if (was === undefined) return false;
      const [sealing] = await this.#masterKeys.known();
      const { mark } = sealing;
      const standing = parseEpochKey(was);
      if (standing === undefined) throw epochKeyCorrupt(epoch);
      if (sameText(standing.mark, mark)) {
        if (!toNewestVersion || sealing.rewrap === undefined) return false;
        const box = await sealing.rewrap(standing.box);
        if (box === standing.box) return false;
        if (replaceEpochKeyFile(file, was, { mark, box })) return true;
      } else {
        const key = await this.open(epoch);
        const box = await sealing.wrap(epoch, key);
        key.fill(0);
        if (replaceEpochKeyFile(file, was, { mark, box })) return true;
      }
    }
  }

  async destroy(epoch: number): Promise<void> {
    destroyEpochKeyFile(this.#fileOf(epoch));
  }

  async numbers(): Promise<readonly number[]> {
    return readdirSync(this.folder)
      .filter(isEpochKeyFile)
      .map((name) => Number(name.slice('epoch-'.length, -'.key'.length)));
  }

  async madeAt(epoch: number): Promise<number> {
    return statSync(this.#fileOf(epoch)).mtimeMs;
  }

  #fileOf(epoch: number): string {
    return join(this.folder, nameOf(epoch));
  }
}

async function unwrapped(by: MasterKey, epoch: number, box: string): Promise<Buffer> {
  try {
    return await by.unwrap(epoch, box);
  } catch (error) {
    throw error instanceof SealBroken ? epochKeyCorrupt(epoch) : error;
  }
}

/** A key file that is damaged, or that is not the one the database was written with. */
export const epochKeyCorrupt = (epoch: number): KeyUnusable =>
  new KeyUnusable(
    'epoch-key-corrupt',
    `The key of epoch ${String(epoch)} (${nameOf(epoch)}) is damaged or belongs to another database. Put it back from the backup of keys that belongs to this database; nothing was changed.`,
  );

const epochKeyMissing = (file: string): KeyUnusable =>
  new KeyUnusable(
    'epoch-key-missing',
    `There is no file ${file}. Put back the folder of epoch keys that belongs to this database, from the same time. A key that was destroyed after an erasure is not there on purpose: then restore a newer backup.`,
  );

const masterKeyWrong = (file: string): KeyUnusable =>
  new KeyUnusable(
    'master-key-wrong',
    `The master key is not the one that ${file} was sealed with. Let NEWID_MASTER_KEY_FILE name the master key of this data, or NEWID_KMS_URL and NEWID_KMS_KEY the key service; nothing was changed.`,
  );

const sameText = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one, 'latin1'), Buffer.from(other, 'latin1'));
