import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Database } from '#sqlite/database.js';

import { sessionsContract } from '../contract/sessions.contract.js';
import { SqliteSessions } from './sqlite-sessions.js';

sessionsContract('in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'newid-sessions-'));
  return {
    open: async (now) => new SqliteSessions(new Database(join(folder, 'sessions.db')), now),
    stored: async () => {
      const files = await readdir(folder);
      return (await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')))).join('');
    },
    counts: async () => {
      const database = new Database(join(folder, 'sessions.db'));
      const count = (table: string) => database.tuples<[number]>(`SELECT count(*) FROM ${table}`).get()?.[0] ?? -1;
      const counts = { sessions: count('sessions'), links: count('one_time_links') };
      database.close();
      return counts;
    },
    end: () => rm(folder, { recursive: true }),
  };
});
