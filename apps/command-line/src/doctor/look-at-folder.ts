import { accessSync, constants, existsSync, readdirSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

import { codeOf } from '#key-vault/epoch-key-file.js';
import { Database, sqliteCode } from '#sqlite/database.js';
import { FolderInUse, lockFolder } from '#sqlite/folder-lock.js';
import { StorageUnavailable } from '#event-store/event-store.js';

import { look, well, wrong, type Finding } from './finding.js';
import { modeOf } from './mode-of.js';

const megabyte = 1_000_000;
/** Operations says to free a tenth; below the least, the next burst of writing may not fit. */
const leastShareFree = 0.1;
const leastFree = 200 * megabyte;

/** The folder itself, in either shape. Nothing is made: a doctor does not furnish the house. */
export function folderFound(folder: string): readonly Finding[] {
  if (!existsSync(folder)) return [wrong('folder-missing', { folder })];
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return [wrong('folder-unwritable', { folder, code: codeOf(error) ?? 'unknown' })];
  }
  const { mode, isOpenToOthers } = modeOf(folder);
  const values = { folder, mode };
  return [isOpenToOthers ? look('folder-open', values) : well('folder', values), spaceFound(folder)];
}

function spaceFound(folder: string): Finding {
  const { bavail, blocks, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const values = { free: Math.floor(free / megabyte), percent: Math.floor((100 * bavail) / Math.max(1, blocks)) };
  if (free < leastFree) return wrong('space-gone', values);
  return bavail / Math.max(1, blocks) < leastShareFree ? look('space-low', values) : well('space', values);
}

/** Whether a process holds the folder; asked of the lock, which a kill -9 leaves free. */
export function isHeld(folder: string): boolean {
  try {
    lockFolder(folder).release();
    return false;
  } catch (error) {
    if (error instanceof FolderInUse) return true;
    throw error;
  }
}

/** SQLite's own quick look at each file. Hash chains are what `newid verify` walks. */
export function databasesFound(folder: string): readonly Finding[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.db') && name !== 'lock.db');
  const broken = files.flatMap((file) => {
    const because = damageOf(join(folder, file));
    return because === undefined ? [] : [wrong('database-broken', { file, because })];
  });
  return broken.length > 0 ? broken : [well('databases', { files: files.length })];
}

function damageOf(file: string): string | undefined {
  let database: Database | undefined;
  try {
    database = new Database(file);
    const [found = 'nothing'] = database.tuples<[string]>('PRAGMA quick_check(1)').get() ?? [];
    return found === 'ok' ? undefined : found;
  } catch (error) {
    if (error instanceof StorageUnavailable) return error.because;
    const code = sqliteCode(error);
    if (code === undefined) throw error;
    return `SQLite ${String(code)}`;
  } finally {
    database?.close();
  }
}

/** A clock that went back shows as files of the future. */
export function clockFound(folder: string, now = Date.now()): Finding {
  // What SQLite keeps beside a database comes and goes while a server runs.
  const writtenAt = readdirSync(folder).map(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  const ahead = Math.round((Math.max(0, ...writtenAt) - now) / 1_000);
  const at = new Date(now).toISOString();
  return ahead > mostSecondsAhead ? wrong('clock-behind', { at, seconds: ahead }) : well('clock', { at });
}
const mostSecondsAhead = 60;
