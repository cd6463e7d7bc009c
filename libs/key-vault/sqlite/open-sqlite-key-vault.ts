import { Database } from '#sqlite/database.js';

import { EnvelopeKeyVault } from '../envelope-key-vault.js';
import { EpochKeyFiles } from '../epoch-key-files.js';
import { Epochs } from '../epochs.js';
import type { KeyVault } from '../key-vault.js';
import { finishTurn } from '../turn-epoch.js';
import { SqliteKeyRecords } from './sqlite-key-records.js';

export interface SqliteKeyVaultPlaces {
  /** The vault's own database. */
  readonly file: string;
  /** Where `epoch-<n>.key` lie: to be backed up apart from the database. */
  readonly keysFolder: string;
  /** 32 bytes, from `openMasterKey`. */
  readonly masterKey: Uint8Array;
  /** Milliseconds since 1970, for the age of keys that nobody knows. */
  readonly now?: () => number;
}

/**
 * Opens the vault, making its first epoch key where there is nothing yet, and goes on with a turn of the epoch that
 * was cut short.
 * @throws KeyUnusable when a key is missing, damaged or not the one; nothing is changed then.
 */
export async function openSqliteKeyVault(places: SqliteKeyVaultPlaces): Promise<KeyVault> {
  const { file, keysFolder, masterKey, now = Date.now } = places;
  const records = new SqliteKeyRecords(new Database(file));
  try {
    const epochs = await Epochs.open(records, new EpochKeyFiles(keysFolder, masterKey));
    if ((await records.epochs()).some(({ isCurrent }) => !isCurrent)) await finishTurn(records, epochs);
    return new EnvelopeKeyVault(records, epochs, now);
  } catch (error) {
    await records.close();
    throw error;
  }
}
