import { join } from 'node:path';

import type { DatabaseSyncInstance } from '@photostructure/sqlite';

import type { AppendOptions, EventStore, ExpectedVersion } from '#event-store/event-store.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { eventStoreSchema } from '#event-store/sqlite/sqlite-schema.js';
import { Database } from '#sqlite/database.js';

import { openBare } from './bare-database.js';
import { median, rate, timed, type Row } from './rows.js';
import type { Sizes } from './sizes.js';

const types = { StoryTold: { version: 1 } };

/** About a kibibyte, as a short sealed story has. */
const told = {
  type: 'StoryTold',
  schemaVersion: 1,
  data: { period: '2026-Q1', programme: 'telling', text: { box: 'c2VhbGVk'.repeat(100), class: 'text', version: 1 } },
} as const;

const commandOf = (id: string, expected: ExpectedVersion): AppendOptions => ({
  expected,
  commandId: `0193a7c2-${id}`,
  organisation: 'pont-y-bore',
  actor: '0193a7c2-5b1e-7cc3-98b7-1f2a3c4d5e6f',
  at: '2026-11-21T10:00:00.000Z',
  correlation: '0193a7c2-5b1e-7cc3-98b7-000000000001',
});

type CommitBytes = readonly (string | number)[];

const columns = 'stream, first_version, last_version, organisation, commands, json, previous_hash, hash';

/** The rows that the store wrote last: stream to hash, then the command id. */
const lastRows = (file: string, count: number): readonly CommitBytes[] => {
  const database = openBare(file);
  const statement = database.prepare(
    `SELECT ${columns}, command_id FROM commits c JOIN command_ids ON commit_id = c.id ORDER BY c.id DESC LIMIT ?`,
  );
  statement.setReturnArrays(true);
  const rows = statement.all(count) as unknown[] as CommitBytes[];
  database.close();
  return rows.reverse();
};

/** Inserts and commits the very same rows into tables of the same make, one transaction a row, each durable. */
function bareAppend(database: DatabaseSyncInstance, rows: readonly CommitBytes[]): number {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const insert = database.prepare(`INSERT INTO commits (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertId = database.prepare('INSERT INTO command_ids (command_id, commit_id) VALUES (?, ?)');
  const commit = database.prepare('COMMIT');
  const started = performance.now();
  for (const row of rows) {
    begin.run();
    const { lastInsertRowid } = insert.run(...row.slice(0, 8));
    insertId.run(row[8] ?? '', lastInsertRowid);
    commit.run();
  }
  return performance.now() - started;
}

async function oneByOne(store: EventStore, round: string, count: number, streams: number): Promise<number> {
  return timed(async () => {
    for (let at = 0; at < count; at += 1) {
      const isNew = streams === 0;
      const stream = isNew ? `story/${round}-${String(at)}` : `round/${String(at % streams)}`;
      await store.append(stream, [told], commandOf(`${round}-${String(at)}`, isNew ? 'no-stream' : 'any'));
    }
  });
}

/** Sixty-four callers, each of which asks again as soon as it has its answer. */
async function manyAtOnce(store: EventStore, round: string, count: number): Promise<number> {
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) {
      const at = next;
      next += 1;
      await store.append(`story/${round}-m${String(at)}`, [told], commandOf(`${round}-m${String(at)}`, 'no-stream'));
    }
  };
  return timed(() => Promise.all(Array.from({ length: 64 }, caller)));
}

export async function measureAppend(sizes: Sizes, folder: string): Promise<readonly Row[]> {
  const file = join(folder, 'append.db');
  const database = new Database(file);
  const { store } = openSqliteEventStore(database, types);
  // In a file of their own: the index of what is appended one by one must not be larger than that of the reference.
  const databaseOfMany = new Database(join(folder, 'append-many.db'));
  const many = openSqliteEventStore(databaseOfMany, types);
  const bare = openBare(join(folder, 'bare-append.db'));
  bare.exec(eventStoreSchema);
  const { appends, appendsInFlight, appendRounds } = sizes;
  const taken = { started: [] as number[], grown: [] as number[], bare: [] as number[], many: [] as number[] };
  const ratios = { started: [] as number[], grown: [] as number[], many: [] as number[] };
  // The first round warms everything up and is not counted.
  for (let round = 0; round <= appendRounds; round += 1) {
    const started = await oneByOne(store, `${String(round)}-n`, appends, 0);
    const bareStarted = bareAppend(bare, lastRows(file, appends));
    const grown = await oneByOne(store, `${String(round)}-g`, appends, 50);
    const bareGrown = bareAppend(bare, lastRows(file, appends));
    const atOnce = await manyAtOnce(many.store, String(round), appendsInFlight);
    if (round === 0) continue;
    taken.started.push(started);
    taken.grown.push(grown);
    taken.bare.push(bareStarted, bareGrown);
    taken.many.push(atOnce);
    ratios.started.push(bareStarted / started);
    ratios.grown.push(bareGrown / grown);
    ratios.many.push(appendsInFlight / atOnce / (appends / started));
  }
  await store.close();
  await many.store.close();
  database.close();
  databaseOfMany.close();
  bare.close();
  const bareRate = rate(appends, median(taken.bare));
  return [
    {
      name: 'append, one event, new stream, against a bare insert',
      unit: 'ratio',
      runs: ratios.started,
      floor: { is: 'at least', value: 0.8 },
      beside: `${String(rate(appends, median(taken.started)))}/s against ${String(bareRate)}/s`,
    },
    {
      name: 'append, one event, known stream, against a bare insert',
      unit: 'ratio',
      runs: ratios.grown,
      floor: { is: 'at least', value: 0.8 },
      beside: `${String(rate(appends, median(taken.grown)))}/s against ${String(bareRate)}/s`,
    },
    {
      name: 'append, 64 in flight, against one by one',
      unit: 'ratio',
      runs: ratios.many,
      floor: { is: 'at least', value: 4 },
      beside: `${String(rate(appendsInFlight, median(taken.many)))}/s`,
    },
  ];
}
