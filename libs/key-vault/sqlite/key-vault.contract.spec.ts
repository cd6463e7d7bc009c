import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describeInstances } from '../contract/instances.contract.js';
import { describeIntents } from '../contract/intents.contract.js';
import { describeKeyVault, type KeyVaultHarness } from '../contract/key-vault.contract.js';
import { freshBytes } from '../fresh-bytes.js';
import type { KeyVault } from '../key-vault.js';
import { openSqliteKeyVault } from './open-sqlite-key-vault.js';

const onSqlite = async (): Promise<KeyVaultHarness> => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-key-vault-'));
  const keysFolder = join(folder, 'keys');
  const masterKey = freshBytes(32);
  const opened: KeyVault[] = [];
  const filesOf = (one: string): readonly string[] =>
    readdirSync(one, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(one, entry.name));
  return {
    open: async () => {
      const vault = await openSqliteKeyVault({ file: join(folder, 'vault.db'), keysFolder, masterKey });
      opened.push(vault);
      return vault;
    },
    bytes: () =>
      Promise.resolve(Buffer.concat([...filesOf(folder), ...filesOf(keysFolder)].map((file) => readFileSync(file)))),
    end: async () => {
      for (const vault of opened) await vault.close();
      rmSync(folder, { recursive: true });
    },
  };
};

describeKeyVault('SQLite', onSqlite);
describeInstances('SQLite', onSqlite);
describeIntents('SQLite', onSqlite);
