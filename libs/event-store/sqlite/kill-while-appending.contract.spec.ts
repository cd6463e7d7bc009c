import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { compileLibraries } from '#messaging/testing/compiled-libraries.js';
import { Database } from '#sqlite/database.js';

import { openSqliteEventStore } from './open-sqlite-event-store.js';
import { SqliteCommitStorage } from './sqlite-commit-storage.js';

const types = { Noted: { version: 1 } };
const libraries = ['event-store', 'sqlite', 'contracts/shared', 'messaging'];

/** Appends without end, on a few streams and many, and says each command id once it is acknowledged. */
const appender = `
  import { Database } from '#sqlite/database.js';
  import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
  const [file, run] = process.argv.slice(2);
  const { store, relay } = openSqliteEventStore(new Database(file), ${JSON.stringify(types)});
  relay.start();
  let next = 0;
  await Promise.all(Array.from({ length: 16 }, async () => {
    for (;;) {
      const at = next++;
      const stream = at % 2 === 0 ? 'note/' + (at % 3) : 'note/' + run + '-' + at;
      const event = { type: 'Noted', schemaVersion: 1, data: { text: 'n'.repeat(at % 2000) } };
      const commandId = run + ':' + at;
      await store.append(stream, [event, event], {
        commandId, expected: 'any', organisation: 'org', actor: 'person/1', at: '2026-11-21T10:00:00.000Z', correlation: 'c',
      });
      process.stdout.write(commandId + ' ' + stream + '\\n');
    }
  }));
`;

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newid-kill-'));
  await compileLibraries(folder, libraries);
  writeFileSync(join(folder, 'appender.js'), appender);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the appender until it has had so many acknowledged, then kills it with -9 in the middle of the next ones. */
async function killAfter(acknowledgements: number, file: string, run: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['appender.js', file, run], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === acknowledgements) child.kill('SIGKILL');
  }
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged.filter((line) => line.includes(' note/'));
}

describe('a process killed with -9 in the middle of appends', () => {
  it('loses nothing it acknowledged and leaves a whole store, time after time', async () => {
    const file = join(folder, 'events.db');
    const acknowledged: string[] = [];
    for (const [run, after] of [40, 1, 333, 150, 720].entries()) {
      acknowledged.push(...(await killAfter(after, file, `run${String(run)}`)));

      const database = new Database(file);
      const { store, relay } = openSqliteEventStore(database, types);
      await relay.drain();
      const flaws: unknown[] = [];
      for await (const flaw of store.verify()) flaws.push(flaw);
      expect(flaws).toEqual([]);

      const logged = new Set<string>();
      const storage = new SqliteCommitStorage(database);
      for (let after = 0; ;) {
        const commits = await storage.readCommits(after, 500);
        for (const commit of commits)
          for (const { commandId } of commit.commands) logged.add(`${commandId} ${commit.stream}`);
        const last = commits.at(-1);
        if (last === undefined) break;
        after = last.position;
      }
      expect(acknowledged.filter((line) => !logged.has(line))).toEqual([]);
      await store.close();
      database.close();
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(1_200);
  }, 60_000);
});
