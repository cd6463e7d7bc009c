import { existsSync } from 'node:fs';

import { openMasterKeys, type MasterKeyPlace } from '#key-vault/master-key.js';
import type { MasterKeys } from '#key-vault/master-keys.js';
import { transitMasterKey } from '#key-vault/transit/transit-master-key.js';
import { transitSettings } from '#key-vault/transit/transit-settings.js';

import type { Configuration } from './configuration.js';

/**
 * The key of a file, or that of a key service. With a service, a file that is still there opens what it sealed before:
 * that is how an installation goes from one to the other.
 * @throws KeyUnusable
 */
export function masterKeysOf(configuration: Configuration, place: MasterKeyPlace): MasterKeys {
  const settings = transitSettings(configuration);
  if (settings === undefined) return openMasterKeys(place);
  const service = transitMasterKey(settings);
  if (!existsSync(place.file)) return { known: async () => [service] };
  const file = openMasterKeys({ ...place, createIfMissing: false });
  return { known: async () => [service, ...(await file.known())] };
}
