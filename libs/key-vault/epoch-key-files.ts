import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { freshBytes } from './fresh-bytes.js';
import { KeyUnusable } from './key-vault.js';
import { associated, decrypt, encrypt, keyLength } from './sealing.js';

/** Where epoch keys are kept: outside the database. Files now; a key service can stand behind the same port. */
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

/** `epoch-<n>.key`: four lines, the name of the format, a mark of the master key, the box, a checksum of the three. */
export class EpochKeyFiles implements EpochKeys {
  readonly #masterMark: string;

  constructor(
    private readonly folder: string,
    private readonly masterKey: Uint8Array,
  ) {
    if (masterKey.length !== keyLength) {
      throw new KeyUnusable('master-key-malformed', `The master key must have ${String(keyLength)} bytes.`);
    }
    this.#masterMark = createHmac('sha256', masterKey).update('newid master key').digest('base64');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  async make(epoch: number): Promise<Buffer | undefined> {
    const key = freshBytes(keyLength);
    const box = encrypt(this.masterKey, associated('epoch', String(epoch)), key).toString('base64');
    const lines = `newid-epoch-key-1\n${this.#masterMark}\n${box}\n`;
    const file = join(this.folder, nameOf(epoch));
    const unfinished = join(this.folder, `.${nameOf(epoch)}-${freshBytes(6).toString('hex')}`);
    writeDurably(unfinished, `${lines}${checksum(lines)}\n`);
    try {
      // A link, not a rename: that would put a second key over the first.
      linkSync(unfinished, file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return undefined;
      throw error;
    } finally {
      unlinkSync(unfinished);
      this.#syncFolder();
    }
    return key;
  }

  async open(epoch: number): Promise<Buffer> {
    const file = join(this.folder, nameOf(epoch));
    if (!existsSync(file)) {
      throw new KeyUnusable(
        'epoch-key-missing',
        `There is no file ${file}. Put back the folder of epoch keys that belongs to this database, from the same time. A key that was destroyed after an erasure is not there on purpose: then restore a newer backup.`,
      );
    }
    const [format = '', mark = '', box = '', sum = ''] = readFileSync(file, 'latin1').split('\n');
    if (format !== 'newid-epoch-key-1' || sum !== checksum(`${format}\n${mark}\n${box}\n`))
      throw epochKeyCorrupt(epoch);
    if (!sameText(mark, this.#masterMark)) {
      throw new KeyUnusable(
        'master-key-wrong',
        `The master key is not the one that ${file} was sealed with. Let NEWID_MASTER_KEY_FILE name the master key of this data; nothing was changed.`,
      );
    }
    try {
      return decrypt(this.masterKey, associated('epoch', String(epoch)), Buffer.from(box, 'base64'));
    } catch {
      throw epochKeyCorrupt(epoch);
    }
  }

  async destroy(epoch: number): Promise<void> {
    const file = join(this.folder, nameOf(epoch));
    try {
      overwrite(file);
      unlinkSync(file);
    } catch (error) {
      // Nothing to destroy, or another process that ends the same turn was first.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    this.#syncFolder();
  }

  async numbers(): Promise<readonly number[]> {
    return readdirSync(this.folder)
      .filter(isEpochKeyFile)
      .map((name) => Number(name.slice('epoch-'.length, -'.key'.length)));
  }

  async madeAt(epoch: number): Promise<number> {
    return statSync(join(this.folder, nameOf(epoch))).mtimeMs;
  }

  #syncFolder(): void {
    // Windows has no such call for folders.
    if (process.platform === 'win32') return;
    const descriptor = openSync(this.folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}

/** A key file that is damaged, or that is not the one the database was written with. */
export const epochKeyCorrupt = (epoch: number): KeyUnusable =>
  new KeyUnusable(
    'epoch-key-corrupt',
    `The key of epoch ${String(epoch)} (${nameOf(epoch)}) is damaged or belongs to another database. Put it back from the backup of keys that belongs to this database; nothing was changed.`,
  );

/** Without `instanceof`: errors of the file system may come from another realm (test runners, workers). */
export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

const checksum = (lines: string): string => createHash('sha256').update(lines, 'latin1').digest('base64');

const sameText = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one, 'latin1'), Buffer.from(other, 'latin1'));

function overwrite(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    writeSync(descriptor, freshBytes(statSync(file).size), 0, null, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
