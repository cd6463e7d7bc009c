import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Configuration } from '#service-kit/configuration.js';
import { lockFolder } from '#sqlite/folder-lock.js';

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

export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

const leastSecretBytes = 32;

/** Takes the folder for this process alone. @throws StartRefused, FolderInUse */
export function openDataFolder(configuration: Configuration, wantsSample: boolean): DataFolder {
  const path = resolve(configuration.NEWID_DATA);
  const isProduction = configuration.NEWID_MODE === 'production';
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const isNew = !existsSync(join(path, 'vault.db'));
  const marker = join(path, 'this-is-a-sample');
  if (isProduction && existsSync(marker)) {
    throw new StartRefused(
      `The data folder ${path} was made for the sample, where anybody can enter as anybody. Set NEWID_DATA to another folder.`,
    );
  }
  const lock = lockFolder(path);
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

function readSecret(file: string, createIfMissing: boolean): Uint8Array {
  if (!existsSync(file) && createIfMissing) {
    writeFileSync(file, randomBytes(leastSecretBytes).toString('base64'), { mode: 0o600 });
  }
  if (!existsSync(file)) {
    throw new StartRefused(`There is no secret in ${file}. Put it back, or make one: openssl rand -base64 32`);
  }
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (secret.length < leastSecretBytes) {
    throw new StartRefused(`The secret in ${file} is too short. Make one of 32 bytes: openssl rand -base64 32`);
  }
  return secret;
}
