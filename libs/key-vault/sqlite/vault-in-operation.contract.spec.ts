import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Database } from '#sqlite/database.js';

import { describeVaultInOperation } from '../contract/vault-in-operation.contract.js';
import type { KeyCopy } from '../key-copies.js';
import { openSqliteKeyVault } from './open-sqlite-key-vault.js';
import { SqliteKeyCopies } from './sqlite-key-copies.js';

describeVaultInOperation('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-vault-'));
  const file = join(folder, 'vault.db');
  const saved: KeyCopy[] = [];
  const withCopies = async (work: (copies: SqliteKeyCopies) => Promise<void>): Promise<void> => {
    const database = new Database(file);
    await work(new SqliteKeyCopies(database));
    database.close();
  };
  return {
    open: (places) => openSqliteKeyVault({ file, ...places }),
    backUp: () =>
      withCopies(async (copies) => {
        for await (const copy of copies.all()) saved.push(copy);
      }),
    restore: () =>
      withCopies((copies) =>
        copies.replaceAll(
          (async function* () {
            yield saved;
          })(),
        ),
      ),
    end: async () => {
      rmSync(folder, { recursive: true });
    },
  };
});
