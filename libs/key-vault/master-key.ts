import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { freshBytes } from './fresh-bytes.js';
import { codeOf, isEpochKeyFile } from './epoch-key-files.js';
import { KeyUnusable } from './key-vault.js';
import { keyLength } from './sealing.js';

const acceptedForms = `32 random bytes as 64 hexadecimal digits or as base64, in one line (openssl rand -base64 32)`;

/**
 * Reads the master key: 32 bytes, in hexadecimal or base64.
 * With `createIfMissing` (the try-it run) it is made, mode 0600, but never where epoch keys lie already, in
 * `keysFolder` or beside the file: a new key could not open what the old one sealed.
 * @throws KeyUnusable
 */
export function openMasterKey(where: {
  readonly file: string;
  readonly createIfMissing: boolean;
  readonly keysFolder?: string;
}): Buffer {
  const { file, createIfMissing } = where;
  if (!existsSync(file)) {
    const folders = where.keysFolder === undefined ? [dirname(file)] : [dirname(file), where.keysFolder];
    const somethingIsSealed = folders.some((folder) => existsSync(folder) && readdirSync(folder).some(isEpochKeyFile));
    if (!createIfMissing || somethingIsSealed) throw missing(file, somethingIsSealed);
    create(file);
  }
  const key = parse(read(file));
  if (key === undefined) {
    throw new KeyUnusable(
      'master-key-malformed',
      `The file ${file} does not hold ${acceptedForms}. Put back the master key this data was made with; nothing was changed.`,
    );
  }
  return key;
}

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

function parse(text: string): Buffer | undefined {
  const line = text.trim();
  if (/^[0-9a-f]{64}$/i.test(line)) return Buffer.from(line, 'hex');
  if (/^[A-Za-z0-9+/]{43}=$/.test(line)) return Buffer.from(line, 'base64');
  return undefined;
}

function create(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', 0o600);
  } catch (error) {
    // Another process was faster: its key is the key.
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
  try {
    writeSync(descriptor, `${freshBytes(keyLength).toString('base64')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
