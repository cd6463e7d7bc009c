import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { codeOf } from './epoch-key-file.js';
import { isEpochKeyFile } from './epoch-key-files.js';
import { fileMasterKey } from './file-master-key.js';
import { freshBytes } from './fresh-bytes.js';
import { KeyUnusable } from './key-vault.js';
import type { MasterKeys } from './master-keys.js';
import { keyLength } from './sealing.js';

const acceptedForms = `32 random bytes as 64 hexadecimal digits or as base64, in one line (openssl rand -base64 32)`;

export interface MasterKeyPlace {
  readonly file: string;
  readonly createIfMissing: boolean;
  readonly keysFolder?: string;
}

/** While it is turned a file holds two: the first seals. */
export type KeysInFile = readonly [Buffer, ...Buffer[]];

/**
 * Reads the master key: 32 bytes, in hexadecimal or base64. While it is being turned the file holds more, a line each:
 * this is the first, which seals.
 * With `createIfMissing` (the try-it run) it is made, mode 0600, but never where epoch keys lie already, in
 * `keysFolder` or beside the file: a new key could not open what the old one sealed.
 * @throws KeyUnusable
 */
export function openMasterKey(where: MasterKeyPlace): Buffer {
  const { file, createIfMissing, keysFolder } = where;
  if (!existsSync(file)) {
    const folders = keysFolder === undefined ? [dirname(file)] : [dirname(file), keysFolder];
    const somethingIsSealed = folders.some((folder) => existsSync(folder) && readdirSync(folder).some(isEpochKeyFile));
    if (!createIfMissing || somethingIsSealed) throw missing(file, somethingIsSealed);
    create(file);
  }
  return readMasterKeys(file)[0];
}

/** The file, read again each time it is asked: another process may have turned the key. @throws KeyUnusable */
export function openMasterKeys(where: MasterKeyPlace): MasterKeys {
  openMasterKey(where);
  const { file } = where;
  let last = readMasterKeys(file);
  return {
    known: async () => {
      try {
        last = readMasterKeys(file);
      } catch (error) {
        // The file was taken away, or is being written: what was known a moment ago still opens.
        if (!(error instanceof KeyUnusable)) throw error;
      }
      const [first, ...others] = last;
      return [fileMasterKey(first), ...others.map(fileMasterKey)];
    },
  };
}

/** @throws KeyUnusable */
export function readMasterKeys(file: string): KeysInFile {
  const keys = read(file)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(parse);
  const [first, ...others] = keys.flatMap((key) => (key === undefined ? [] : [key]));
  if (first === undefined || others.length + 1 !== keys.length) {
    throw new KeyUnusable(
      'master-key-malformed',
      `The file ${file} does not hold ${acceptedForms}. Put back the master key this data was made with; nothing was changed.`,
    );
  }
  return [first, ...others];
}

export const masterKeyLine = (key: Uint8Array): string => `${Buffer.from(key).toString('base64')}\n`;

function missing(file: string, somethingIsSealed: boolean): KeyUnusable {
  return new KeyUnusable(
    'master-key-missing',
    somethingIsSealed
      ? `There is no file ${file}, but there is data sealed with a master key. Put the key back from where you keep it (NEWID_MASTER_KEY_FILE names the file). Without it nothing that was told can be read; a new key would not help.`
      : `There is no file ${file}. Let NEWID_MASTER_KEY_FILE name a file that holds ${acceptedForms}, and keep a copy of it apart from the data.`,
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (cause) {
    const code = codeOf(cause) ?? 'unknown';
    throw new KeyUnusable(
      'master-key-missing',
      `The file ${file} cannot be read (${code}). Give the account that runs Newid leave to read it.`,
    );
  }
}

function parse(line: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(line)) return Buffer.from(line, 'hex');
  if (/^[A-Za-z0-9+/]{43}=$/.test(line)) return Buffer.from(line, 'base64');
  return undefined;
}

function create(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeNewFile(file, masterKeyLine(freshBytes(keyLength)));
  } catch (error) {
    // Another process was faster: its key is the key.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** For its owner alone, durably, and never over one that is there. */
export function writeNewFile(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
