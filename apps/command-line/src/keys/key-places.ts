import { join, resolve } from 'node:path';

import { keyFilesIn } from '#key-vault/copy-key-files.js';
import { readConfiguration, type Configuration } from '#service-kit/configuration/configuration.js';

/** Where the keys of an installation lie, in either shape. */
export interface KeyPlaces {
  readonly configuration: Configuration;
  readonly folder: string;
  readonly keysFolder: string;
  readonly masterKeyFile: string;
  /** A key service holds the master key. */
  readonly isInService: boolean;
  /** Epoch keys lie in the folder. */
  readonly somethingIsSealed: boolean;
}

/** @throws ConfigurationError */
export function keyPlaces(environment: Readonly<Record<string, string | undefined>>): KeyPlaces {
  const configuration = readConfiguration(environment);
  const folder = resolve(configuration.NEWID_DATA);
  const keysFolder = join(folder, 'keys');
  return {
    ...{ configuration, folder, keysFolder },
    masterKeyFile: resolve(configuration.NEWID_MASTER_KEY_FILE ?? join(folder, 'master.key')),
    isInService: configuration.NEWID_KMS_URL !== undefined,
    somethingIsSealed: keyFilesIn(keysFolder).length > 0,
  };
}

/** Whether a path is this folder or lies in it. */
export const liesIn = (path: string, folder: string): boolean => `${resolve(path)}/`.startsWith(`${resolve(folder)}/`);
