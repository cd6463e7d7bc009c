import type { Database } from '#sqlite/database.js';
import { translating } from '#sqlite/database.js';

import type { Commit } from '../commit.js';
import type {
  CommitKey,
  CommitStorage,
  KnownCommand,
  LogEntry,
  LogRecord,
  PositionedCommit,
  WalkedCommit,
  WriteResult,
} from '../commit-storage.js';
import type { StreamId } from '../event-store.js';
import { RecentLog } from '../recent-log.js';
import { commandsFromText, commandsToText } from './command-text.js';
import { eventStoreSchema } from './sqlite-schema.js';
import { walkCommits, walkLog } from './sqlite-walk.js';

type CommitRow = readonly [
  stream: string,
  firstVersion: number,
  lastVersion: number,
  organisation: string,
  commands: string,
  json: string,
  previousHash: string,
  hash: string,
];
const commitColumns = 'stream, first_version, last_version, organisation, commands, json, previous_hash, hash';

// Made once: a text made anew for each commit is hashed anew to find its statement.
const insertCommit = `INSERT INTO commits (${commitColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream, first_version) DO NOTHING`;
const insertCommandId =
  'INSERT INTO command_ids (command_id, commit_id) VALUES (?, ?) ON CONFLICT (command_id) DO NOTHING';

/**
 * Commits in one SQLite file, which may hold other tables (views) of the same service. Works synchronously within each
 * call; the promises are the port's. Other connections and processes may write to the same file.
 */
export class SqliteCommitStorage implements CommitStorage {
  readonly #recent = new RecentLog();

  constructor(private readonly database: Database) {
    database.run(eventStoreSchema);
  }

  async write(commits: readonly Commit[]): Promise<readonly WriteResult[]> {
    return this.database.transaction(() => commits.map((commit) => this.#writeOne(commit)));
  }

  #writeOne(commit: Commit): WriteResult {
    const { stream, firstVersion, lastVersion, organisation, commands, json, previousHash, hash } = commit;
    const { changes, lastInsertRowid } = this.database
      .statement(insertCommit)
      .run(stream, firstVersion, lastVersion, organisation, commandsToText(commands), json, previousHash, hash);
    if (changes === 0) return { result: this.#isAnyKnown(commands) ? 'command-known' : 'version-conflict' };

    const insertId = this.database.statement(insertCommandId);
    const isEachNew = commands.every(({ commandId }) => insertId.run(commandId, lastInsertRowid).changes > 0);
    if (isEachNew) return { result: 'written' };
    this.#takeBack(lastInsertRowid, commands);
    return { result: 'command-known' };
  }

  #isAnyKnown(commands: Commit['commands']): boolean {
    const known = this.database.tuples<[number]>('SELECT commit_id FROM command_ids WHERE command_id = ?');
    return commands.some(({ commandId }) => known.get(commandId) !== undefined);
  }

  /** In the transaction that wrote it. Looking ids up before each write would cost every commit what hardly one needs. */
  #takeBack(id: number | bigint, commands: Commit['commands']): void {
    const takeId = this.database.statement('DELETE FROM command_ids WHERE command_id = ? AND commit_id = ?');
    for (const { commandId } of commands) takeId.run(commandId, id);
    this.database.statement('DELETE FROM commits WHERE id = ?').run(id);
  }

  async readStream(stream: StreamId, fromVersion: number): Promise<readonly Commit[]> {
    const sql =
      fromVersion <= 1
        ? `SELECT ${commitColumns} FROM commits WHERE stream = ? AND first_version >= ? ORDER BY first_version`
        : `SELECT ${commitColumns} FROM commits WHERE stream = ?1 AND last_version >= ?2 AND first_version >= coalesce(
             (SELECT max(first_version) FROM commits WHERE stream = ?1 AND first_version <= ?2), 0
           ) ORDER BY first_version`;
    return this.#read(sql, stream, fromVersion);
  }

  async lastCommit(stream: StreamId): Promise<Commit | undefined> {
    const sql = `SELECT ${commitColumns} FROM commits WHERE stream = ? ORDER BY first_version DESC LIMIT 1`;
    return this.#read(sql, stream)[0];
  }

  #read(sql: string, ...parameters: readonly (string | number)[]): readonly Commit[] {
    return translating(() => this.database.tuples<CommitRow>(sql).all(...parameters)).map(commitOf);
  }

  async findCommands(commandIds: readonly string[]): Promise<readonly KnownCommand[]> {
    const statement = this.database.tuples<[stream: string, commands: string]>(
      'SELECT c.stream, c.commands FROM command_ids i JOIN commits c ON c.id = i.commit_id WHERE i.command_id = ?',
    );
    return translating(() =>
      commandIds.flatMap((commandId) => {
        const row = statement.get(commandId);
        if (row === undefined) return [];
        const [stream, commands] = row;
        const command = commandsFromText(commands).find((one) => one.commandId === commandId);
        return command === undefined ? [] : [{ ...command, stream }];
      }),
    );
  }

  async readLog(afterPosition: number, limit: number, asTold = false): Promise<readonly LogRecord[]> {
    const read = async (): Promise<readonly LogRecord[]> => this.#readRecords(afterPosition, limit);
    return asTold ? this.#recent.read(afterPosition, limit, read) : read();
  }

  #readRecords(afterPosition: number, limit: number): readonly LogRecord[] {
    // CROSS JOIN keeps the log as the outer loop: one walk in order of position, each commit found by its rowid.
    const statement = this.database.tuples<[position: number, stream: string, firstVersion: number, json: string]>(
      `SELECT l.position, c.stream, c.first_version, c.json FROM log l CROSS JOIN commits c ON c.id = l.commit_id
       WHERE l.position > ? ORDER BY l.position LIMIT ?`,
    );
    return translating(() => statement.all(afterPosition, limit)).map(([position, stream, firstVersion, json]) => ({
      position,
      stream,
      firstVersion,
      json,
    }));
  }

  async readCommits(afterPosition: number, limit: number): Promise<readonly PositionedCommit[]> {
    const statement = this.database.tuples<readonly [...CommitRow, position: number]>(
      `SELECT ${commitColumns}, l.position FROM log l CROSS JOIN commits c ON c.id = l.commit_id
       WHERE l.position > ? ORDER BY l.position LIMIT ?`,
    );
    return translating(() => statement.all(afterPosition, limit)).map(
      ([stream, firstVersion, lastVersion, organisation, commands, json, previousHash, hash, position]) => ({
        ...commitOf([stream, firstVersion, lastVersion, organisation, commands, json, previousHash, hash]),
        position,
      }),
    );
  }

  async lastPosition(): Promise<number> {
    const position = this.#number('SELECT coalesce(max(position), 0) FROM log') ?? 0;
    this.#recent.endsAt(position);
    return position;
  }

  async positionOf(stream: StreamId, version: number): Promise<number | undefined> {
    return this.#number(
      `SELECT l.position FROM log l WHERE l.commit_id = (
         SELECT id FROM commits WHERE stream = ?1 AND last_version >= ?2 AND first_version = (
           SELECT max(first_version) FROM commits WHERE stream = ?1 AND first_version <= ?2
         )
       )`,
      stream,
      version,
    );
  }

  async notInLog(limit: number): Promise<readonly CommitKey[]> {
    // The log holds commits in order of their ids, so what is not in it are the ids after its greatest.
    const statement = this.database.tuples<[stream: string, firstVersion: number]>(
      `SELECT stream, first_version FROM commits
       WHERE id > (SELECT coalesce(max(commit_id), 0) FROM log) ORDER BY id LIMIT ?`,
    );
    return translating(() => statement.all(limit)).map(([stream, firstVersion]) => ({ stream, firstVersion }));
  }

  async appendToLog(afterPosition: number, commits: readonly CommitKey[]): Promise<number> {
    const added = this.database.transaction(() => {
      const insert = this.database.statement(
        `INSERT INTO log (position, commit_id)
         SELECT ?, id FROM commits WHERE stream = ? AND first_version = ? ON CONFLICT DO NOTHING`,
      );
      let added = 0;
      for (const { stream, firstVersion } of commits) {
        if (insert.run(afterPosition + added + 1, stream, firstVersion).changes === 0) break;
        added += 1;
      }
      return added;
    });
    this.#recent.endsAt(afterPosition + added);
    return added;
  }

  async takeLease(holder: string, forMs: number): Promise<boolean> {
    const now = this.#number(`SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)`) ?? 0;
    const lease = this.database.tuples<[holder: string, untilMs: number]>('SELECT holder, until_ms FROM relay_lease');
    // Renewed at half its time: a lease written for every round would cost a second fsync each.
    const held = translating(() => lease.get());
    if (held !== undefined && held[1] > now && held[0] !== holder) return false;
    if (held !== undefined && held[1] > now + forMs / 2) return true;
    return this.database.transaction(() => {
      const { changes } = this.database
        .statement(
          `INSERT INTO relay_lease (one, holder, until_ms) VALUES (1, ?1, ?2 + ?3)
           ON CONFLICT (one) DO UPDATE SET holder = ?1, until_ms = ?2 + ?3 WHERE holder = ?1 OR until_ms <= ?2`,
        )
        .run(holder, now, forMs);
      return changes > 0;
    });
  }

  walkCommits(): AsyncIterable<WalkedCommit> {
    return walkCommits(this.database);
  }

  walkLog(): AsyncIterable<LogEntry> {
    return walkLog(this.database);
  }

  async damage(): Promise<readonly string[]> {
    const found = translating(() => this.database.tuples<[string]>('PRAGMA integrity_check').all());
    return found.map(([words]) => words).filter((words) => words !== 'ok');
  }

  #number(sql: string, ...parameters: readonly (string | number)[]): number | undefined {
    return translating(() => this.database.tuples<[number]>(sql).get(...parameters))?.[0];
  }
}

const commitOf = ([
  stream,
  firstVersion,
  lastVersion,
  organisation,
  commands,
  json,
  previousHash,
  hash,
]: CommitRow): Commit => ({
  stream,
  organisation,
  firstVersion,
  lastVersion,
  commands: commandsFromText(commands),
  json,
  previousHash,
  hash,
});
