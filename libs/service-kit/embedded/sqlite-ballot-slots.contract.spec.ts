import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Database } from '#sqlite/database.js';

import { describeBallotSlots } from '../contract/ballot-slots.contract.js';
import { RoundKeyFiles } from '../ballots/round-key-files.js';
import { SqliteBallotSlots } from './sqlite-ballot-slots.js';

describeBallotSlots('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-slots-'));
  const opened: Database[] = [];
  return {
    open: async () => {
      const database = new Database(join(folder, 'slots.db'));
      opened.push(database);
      return new SqliteBallotSlots(database, new RoundKeyFiles(join(folder, 'round-keys')));
    },
    bytes: async () => {
      const files = readdirSync(folder).filter((file) => file.startsWith('slots.db'));
      return Buffer.concat(files.map((file) => readFileSync(join(folder, file))));
    },
    keyFiles: () => readdirSync(join(folder, 'round-keys')),
    end: async () => {
      for (const database of opened) database.close();
      rmSync(folder, { recursive: true });
    },
  };
});
