import { setImmediate } from 'node:timers/promises';

import { translating, type Database } from '#sqlite/database.js';

import type { Commit } from '../commit.js';
import type { LogEntry, WalkedCommit } from '../commit-storage.js';
import { commandsFromText } from './command-text.js';

/** Rows at a time: between them other work may run, and no open statement holds back the checkpoint of the WAL. */
const rowsAtOnce = 500;

type WalkedRow = readonly [
  stream: string,
  firstVersion: number,
  lastVersion: number,
  organisation: Uint8Array,
  commands: Uint8Array,
  json: Uint8Array,
  previousHash: Uint8Array,
  hash: Uint8Array,
  position: number | null,
];

export async function* walkCommits(database: Database): AsyncGenerator<WalkedCommit> {
  // As BLOB: read as TEXT, bytes that are not UTF-8 would be replaced before anyone could see that they are broken.
  const statement = database.tuples<WalkedRow>(
    `SELECT stream, first_version, last_version, CAST(organisation AS BLOB), CAST(commands AS BLOB), CAST(json AS BLOB),
       CAST(previous_hash AS BLOB), CAST(hash AS BLOB), position
     FROM commits LEFT JOIN log ON commit_id = id
     WHERE (stream, first_version) > (?, ?) ORDER BY stream, first_version LIMIT ${String(rowsAtOnce)}`,
  );
  let after: readonly [string, number] = ['', 0];
  for (;;) {
    const rows = translating(() => statement.all(...after));
    for (const row of rows) yield walked(row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last[0], last[1]];
    await setImmediate();
  }
}

function walked(row: WalkedRow): WalkedCommit {
  const [stream, firstVersion, lastVersion, organisation, commands, json, previousHash, hash, position] = row;
  let commit: Commit | undefined;
  try {
    commit = {
      stream,
      organisation: strictText(organisation),
      firstVersion,
      lastVersion,
      commands: commandsFromText(strictText(commands)),
      json: strictText(json),
      previousHash: strictText(previousHash),
      hash: strictText(hash),
    };
  } catch {
    commit = undefined;
  }
  return { stream, firstVersion, commit, position: position ?? undefined };
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const strictText = (bytes: Uint8Array): string => strict.decode(bytes);

export async function* walkLog(database: Database): AsyncGenerator<LogEntry> {
  const statement = database.tuples<[position: number, stream: string | null, firstVersion: number | null]>(
    `SELECT position, stream, first_version FROM log LEFT JOIN commits ON id = commit_id
     WHERE position > ? ORDER BY position LIMIT ${String(rowsAtOnce)}`,
  );
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = translating(() => statement.all(after));
    for (const [position, stream, firstVersion] of rows) {
      const isThere = stream !== null && firstVersion !== null;
      yield { position, commit: isThere ? { stream, firstVersion } : undefined };
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last[0];
    await setImmediate();
  }
}
