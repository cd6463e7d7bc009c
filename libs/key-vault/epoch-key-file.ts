import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

import { freshBytes } from './fresh-bytes.js';

/** What a file `epoch-<n>.key` says: which master key sealed it, and the box. */
export interface SealedEpochKey {
  readonly mark: string;
  readonly box: string;
}

const format = 'newid-epoch-key-1';

/** Four lines: the name of the format, a mark of the master key, the box, a checksum of the three. */
function textOf({ mark, box }: SealedEpochKey): string {
  const lines = `${format}\n${mark}\n${box}\n`;
  return `${lines}${checksum(lines)}\n`;
}

/** Undefined: damaged. */
export function parseEpochKey(text: string): SealedEpochKey | undefined {
  const [named = '', mark = '', box = '', sum = ''] = text.split('\n');
  return named === format && sum === checksum(`${named}\n${mark}\n${box}\n`) ? { mark, box } : undefined;
}

/** False: there is such a file already. */
export function createEpochKeyFile(file: string, sealed: SealedEpochKey): boolean {
  const unfinished = writeBeside(file, sealed);
  try {
    // A link, not a rename: that would put a second key over the first.
    linkSync(unfinished, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(unfinished);
    syncFolder(dirname(file));
  }
}

/**
 * Puts another wrapping of the same key in its place, whole at every moment. False: the file is not what it was; another
 * process has destroyed or replaced it, and it is left so.
 */
export function replaceEpochKeyFile(file: string, was: string, sealed: SealedEpochKey): boolean {
  const descriptor = openIfThere(file);
  if (descriptor === undefined) return false;
  let unfinished: string | undefined;
  try {
    if (contentOf(descriptor) !== was) return false;
    unfinished = writeBeside(file, sealed);
    // How old the key is, not its wrapping: it has to be turned within a day of an erasure all the same.
    const { atime, mtime } = fstatSync(descriptor);
    utimesSync(unfinished, atime, mtime);
    renameSync(unfinished, file);
    unfinished = undefined;
    // Destroying overwrites before it deletes: had that come first, the rename would have brought the key back.
    if (contentOf(descriptor) !== was) {
      destroyEpochKeyFile(file);
      return false;
    }
    overwrite(descriptor);
    return true;
  } finally {
    if (unfinished !== undefined) unlinkSync(unfinished);
    closeSync(descriptor);
    syncFolder(dirname(file));
  }
}

export function destroyEpochKeyFile(file: string): void {
  const descriptor = openIfThere(file);
  // Nothing to destroy, or another process that ends the same turn was first.
  if (descriptor !== undefined) {
    try {
      overwrite(descriptor);
      unlinkSync(file);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    } finally {
      closeSync(descriptor);
    }
  }
  syncFolder(dirname(file));
}

/** Undefined: there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Without `instanceof`: errors of the file system may come from another realm (test runners, workers). */
export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

export function syncFolder(folder: string): void {
  // Windows has no such call for folders.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const checksum = (lines: string): string => createHash('sha256').update(lines, 'latin1').digest('base64');

function openIfThere(file: string): number | undefined {
  try {
    return openSync(file, 'r+');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function contentOf(descriptor: number): string {
  const bytes = Buffer.alloc(fstatSync(descriptor).size);
  readSync(descriptor, bytes, 0, bytes.length, 0);
  return bytes.toString('latin1');
}

function writeBeside(file: string, sealed: SealedEpochKey): string {
  const unfinished = `${dirname(file)}/.epoch-key-${freshBytes(6).toString('hex')}`;
  const descriptor = openSync(unfinished, 'wx', 0o600);
  try {
    writeSync(descriptor, textOf(sealed));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return unfinished;
}

function overwrite(descriptor: number): void {
  writeSync(descriptor, freshBytes(fstatSync(descriptor).size), 0, null, 0);
  fsyncSync(descriptor);
}
