import type { MongoDatabase } from '#mongo/mongo-database.js';

import { EnvelopeKeyVault } from '../envelope-key-vault.js';
import { EpochKeyFiles } from '../epoch-key-files.js';
import { Epochs } from '../epochs.js';
import type { ErasureLedger } from '../erasure-ledger.js';
import type { KeyVault } from '../key-vault.js';
import type { MasterKeys } from '../master-keys.js';
import { reapplyErasures } from '../reapply-erasures.js';
import { finishTurn } from '../turn-epoch.js';
import { MongoKeyRecords } from './mongo-key-records.js';

export interface MongoKeyVaultPlaces {
  /** The vault's own; closed with the vault. */
  readonly database: MongoDatabase;
  /** Where `epoch-<n>.key` lie: one folder for every instance, backed up apart from the database. */
  readonly keysFolder: string;
  /** 32 bytes, from `openMasterKey`; or those that are known while services run. */
  readonly masterKey: Uint8Array | MasterKeys;
  /** Where erasures are written down, apart from the data; what stands there is done again on an older copy of it. */
  readonly erasures?: ErasureLedger;
  /** Told how many of them were not known to this copy, and are done again. */
  readonly onReapplied?: (done: number) => void;
  /** Milliseconds since 1970, for the age of keys that nobody knows. */
  readonly now?: () => number;
}

/**
 * Opens the vault, making its first epoch key where there is nothing yet, and goes on with a turn of the epoch that was
 * cut short.
 *
 * @throws KeyUnusable when a key is missing, damaged or not the one; MongoRefused. Nothing is changed then.
 */
export async function openMongoKeyVault(places: MongoKeyVaultPlaces): Promise<KeyVault> {
  const { database, keysFolder, masterKey, erasures, now = Date.now } = places;
  try {
    const records = await MongoKeyRecords.open(database);
    const epochs = await Epochs.open(records, new EpochKeyFiles(keysFolder, masterKey));
    if ((await records.epochs()).some(({ isCurrent }) => !isCurrent)) await finishTurn(records, epochs);
    const reapplied = erasures === undefined ? 0 : await reapplyErasures(records, erasures);
    if (reapplied > 0) places.onReapplied?.(reapplied);
    return new EnvelopeKeyVault(records, epochs, now, erasures);
  } catch (error) {
    await database.close();
    throw error;
  }
}
