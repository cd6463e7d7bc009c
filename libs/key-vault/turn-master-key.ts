import { chmodSync, chownSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { codeOf, syncFolder } from './epoch-key-file.js';
import { EpochKeyFiles } from './epoch-key-files.js';
import { freshBytes } from './fresh-bytes.js';
import { masterKeyLine, openMasterKeys, readMasterKeys, writeNewFile, type KeysInFile } from './master-key.js';
import type { MasterKeys } from './master-keys.js';
import { keyLength } from './sealing.js';

export interface MasterKeyTurned {
  /** Epoch keys that are sealed by the new one now and were not before. */
  readonly sealedAnew: number;
  /** False: the file may not be written here, and still holds the old key below the new one. */
  readonly oldIsGone: boolean;
}

/** The file of a master key may not be written by this account: nothing was changed. */
export class MasterKeyReadOnly extends Error {
  override readonly name = 'MasterKeyReadOnly';
  constructor(readonly file: string) {
    super(`The file ${file} cannot be written here`);
  }
}

/**
 * Turns the master key of a file while services run: puts a new key above the old one in the file, seals every epoch key
 * by the new one, takes the old one away. Services read the file again when they meet an epoch key that is not sealed by
 * what they know. A file that holds two keys already, by hand or after a stop, is gone on with.
 * @throws KeyUnusable, MasterKeyReadOnly
 */
export async function turnMasterKeyFile(file: string, keysFolder: string): Promise<MasterKeyTurned> {
  const standing = readMasterKeys(file);
  const turning: KeysInFile = standing.length > 1 ? standing : [freshBytes(keyLength), ...standing];
  if (standing.length === 1 && !replaceKeys(file, turning)) throw new MasterKeyReadOnly(file);
  const keys = openMasterKeys({ file, createIfMissing: false });
  // With all of them in hand, whatever the file says meanwhile.
  const inHand: MasterKeys = await keys.known().then((known) => ({ known: async () => known }));
  const before = await sealEpochKeysAnew(inHand, keysFolder);
  const oldIsGone = replaceKeys(file, [turning[0]]);
  // One that another process was just making.
  const after = await sealEpochKeysAnew(inHand, keysFolder);
  return { sealedAnew: before + after, oldIsGone };
}

/** Seals every epoch key by the first of these, by its newest version where it has versions. Gives how many were changed. */
export async function sealEpochKeysAnew(masterKeys: MasterKeys, keysFolder: string): Promise<number> {
  const files = new EpochKeyFiles(keysFolder, masterKeys);
  let changed = 0;
  for (const epoch of await files.numbers()) if (await files.sealAnew(epoch, true)) changed += 1;
  return changed;
}

/** Whole at every moment; readable by whoever could read it before. */
function replaceKeys(file: string, keys: KeysInFile): boolean {
  const unfinished = `${file}.${freshBytes(6).toString('hex')}`;
  try {
    const { mode, uid, gid } = statSync(file);
    writeNewFile(unfinished, keys.map(masterKeyLine).join(''));
    chmodSync(unfinished, mode & 0o777);
    if (process.getuid?.() === 0) chownSync(unfinished, uid, gid);
    renameSync(unfinished, file);
    syncFolder(dirname(file));
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}
