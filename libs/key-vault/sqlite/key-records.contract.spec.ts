import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Database } from '#sqlite/database.js';

import { describeKeyRecords } from '../contract/key-records.contract.js';
import type { KeyRecords } from '../key-records.js';
import { SqliteKeyRecords } from './sqlite-key-records.js';

describeKeyRecords('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-key-records-'));
  const opened: KeyRecords[] = [];
  return {
    open: async () => {
      const records = new SqliteKeyRecords(new Database(join(folder, 'vault.db')));
      opened.push(records);
      return records;
    },
    end: async () => {
      for (const records of opened) await records.close();
      rmSync(folder, { recursive: true });
    },
  };
});
