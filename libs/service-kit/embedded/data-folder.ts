import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { lockFolder } from '#sqlite/folder-lock.js';

import type { Configuration } from '../configuration/configuration.js';
import { readSecret } from '../configuration/secret-file.js';
import { assertMayStart, noteFile } from '../moving/move-note.js';
import { StartRefused } from '../configuration/start-refused.js';
import { noteIn } from './note-in-folder.js';

export interface DataFolder {
  readonly path: string;
  /** Made for the sample, with invented people whom anybody here may enter as. */
  readonly isSample: boolean;
  /** Nothing had been stored in it before this start. */
  readonly isNew: boolean;
  /** For keyed hashes and form tokens. */
  readonly secret: Uint8Array;
  readonly masterKeyFile: string;
  release(): void;
}

/** Takes the folder for this process alone. @throws StartRefused, FolderInUse */
export function openDataFolder(configuration: Configuration, wantsSample: boolean): DataFolder {
  const path = resolve(configuration.NEWID_DATA);
  const isProduction = configuration.NEWID_MODE === 'production';
  makeWritable(path);
  const isNew = !existsSync(join(path, 'vault.db'));
  const marker = join(path, 'this-is-a-sample');
  if (isProduction && existsSync(marker)) {
    throw new StartRefused(
      `The data folder ${path} was made for the sample, where anybody can enter as anybody. Set NEWID_DATA to another folder.`,
    );
  }
  const lock = lockFolder(path);
  try {
    assertMayStart(noteIn(path), path, `delete ${join(path, noteFile)}`, true);
  } catch (error) {
    lock.release();
    throw error;
  }
  if (isNew && wantsSample && !isProduction) writeFileSync(marker, 'Invented people and stories.\n', { mode: 0o600 });
  return {
    path,
    isNew,
    isSample: existsSync(marker),
    secret: readSecret(configuration.NEWID_SECRET_FILE ?? join(path, 'secret.key'), !isProduction && isNew),
    masterKeyFile: configuration.NEWID_MASTER_KEY_FILE ?? join(path, 'master.key'),
    release: () => {
      lock.release();
    },
  };
}

/** Said before anything is opened: a store would name one of its files, and an operator thinks in folders. */
function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartRefused(
      `The data folder ${path} cannot be written (${codeOf(cause)}). Give the account that runs Newid leave to write there, make room, or set NEWID_DATA to another folder. Nothing was changed.`,
      { cause },
    );
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
