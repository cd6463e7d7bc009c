import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { copyErasures, erasuresFileName } from '#key-vault/erasure-file.js';
import { Database } from '#sqlite/database.js';
import { FolderInUse } from '#sqlite/folder-lock.js';

import { BackupRefused } from './backup-refused.js';
import { filesBelow, newBackup, partIn, restorePart, savePart, type SavedPart } from './saved-part.js';

/** A part each: of one backup, in two places. */
export interface TwoPlaces {
  readonly data: string;
  readonly keys: string;
}

/** Epoch keys and keys of secret rounds: what opens the data, as long as the master key is there. */
const isKey = (name: string): boolean => /^(?:keys|round-keys)\//.test(name) && !/\/\./.test(name);
/** Secrets that are in no backup; letters, which are not sealed; what belongs to a process; journals, which are empty by then. */
const isLeftOut = (name: string): boolean =>
  /^(?:master\.key|secret\.key|operator.*\.sock|lock\.db.*|outbox\/.*|move\.json.*|.*\.db-(?:wal|shm))$/.test(name);
const isData = (name: string): boolean => !/^(?:keys|round-keys)\//.test(name) && !isLeftOut(name);

/** A data folder that nobody works with, in two parts. */
export async function saveHouse(
  folder: string,
  to: TwoPlaces,
): Promise<{ readonly files: number; readonly keyFiles: number }> {
  const backup = newBackup();
  const dataFiles = filesBelow(folder, isData);
  for (const name of dataFiles) if (name.endsWith('.db')) emptyJournal(join(folder, name));
  const data = await savePart(folder, to.data, dataFiles, { ...backup, part: 'data' });
  const keys = await savePart(folder, to.keys, filesBelow(folder, isKey), { ...backup, part: 'keys' });
  return { files: data.files.length, keyFiles: keys.files.length };
}

export interface SavedHouse {
  readonly from: TwoPlaces;
  readonly data: SavedPart;
  readonly keys: SavedPart;
}

/** @throws BackupRefused where the two were not saved together */
export function savedHouse(from: TwoPlaces): SavedHouse {
  const data = partAt(from.data, 'data');
  const keys = partAt(from.keys, 'keys');
  if (data.backup !== keys.backup) throw new BackupRefused('not-together', { data: data.at, keys: keys.at });
  return { from, data, keys };
}

/** Into an empty data folder. `erasures`: the list that stands there is the newer one, and what the backup knows is added to it. */
export async function putBack({ from, data, keys }: SavedHouse, folder: string, erasures: string): Promise<void> {
  const there = filesBelow(folder, (name) => !isLeftOut(name) && name !== `keys/${erasuresFileName}`);
  if (there.length > 0) throw new BackupRefused('not-empty', { place: folder });
  const saved = { ...keys, files: keys.files.filter(({ name }) => name !== `keys/${erasuresFileName}`) };
  const wrong = (await restorePart(from.data, folder, data)) ?? (await restorePart(from.keys, folder, saved));
  if (wrong !== undefined) throw new BackupRefused('changed', { file: wrong });
  await copyErasures(join(from.keys, 'keys', erasuresFileName), erasures);
}

function partAt(place: string, part: SavedPart['part']): SavedPart {
  const found = partIn(place);
  if (found?.part !== part) throw new BackupRefused(`no-${part}`, { place });
  return found;
}

/**
 * A database alone is not whole while something stands in its journal, and a journal goes when its last connection does:
 * in the middle of the copying, it may be.
 */
function emptyJournal(file: string): void {
  const database = new Database(file);
  try {
    database.run('PRAGMA wal_checkpoint(TRUNCATE)');
    if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) throw new FolderInUse(dirname(file));
  } finally {
    database.close();
  }
}
