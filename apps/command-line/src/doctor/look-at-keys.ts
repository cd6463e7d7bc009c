import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { EpochKeyFiles } from '#key-vault/epoch-key-files.js';
import { KeyUnusable } from '#key-vault/key-vault.js';
import { masterKeysOf } from '#service-kit/configuration/master-keys-of.js';
import { readSecret } from '#service-kit/configuration/secret-file.js';
import { StartRefused } from '#service-kit/configuration/start-refused.js';

import type { KeyPlaces } from '../keys/key-places.js';
import { look, well, wrong, type Finding } from './finding.js';
import { modeOf } from './mode-of.js';

/** Every epoch key is opened with the master key, as a start does it; no key leaves this function. */
export async function keysFound(places: KeyPlaces): Promise<readonly Finding[]> {
  const { configuration, folder, keysFolder, masterKeyFile: file, isInService, somethingIsSealed } = places;
  if (!somethingIsSealed) return [wrong('keys-none', { folder: keysFolder })];
  try {
    const keys = new EpochKeyFiles(
      keysFolder,
      masterKeysOf(configuration, { file, createIfMissing: false, keysFolder }),
    );
    const numbers = await keys.numbers();
    for (const number of numbers) (await keys.open(number)).fill(0);
    readSecret(configuration.NEWID_SECRET_FILE ?? join(folder, 'secret.key'), false);
    const opened = well(isInService ? 'keys-in-service' : 'keys', { file, keys: numbers.length });
    return [opened, ...modeFound(isInService ? [] : [file])];
  } catch (error) {
    if (!(error instanceof KeyUnusable || error instanceof StartRefused)) throw error;
    return [wrong('keys-wrong', { because: error.message })];
  }
}

const modeFound = (files: readonly string[]): readonly Finding[] =>
  files.flatMap((file) => {
    if (!existsSync(file)) return [];
    const { mode, isOpenToOthers, isOurs } = modeOf(file);
    return isOpenToOthers ? [look(isOurs ? 'key-open' : 'key-handed-over', { file, mode })] : [];
  });
