import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';

import { StorageUnavailable } from '#event-store/event-store.js';

/** A statement whose rows come as tuples, in the order of its columns: twice as fast to read as objects. */
export interface TupleStatement<Row extends readonly unknown[]> {
  get(...parameters: readonly SqlValue[]): Row | undefined;
  all(...parameters: readonly SqlValue[]): Row[];
}

export type SqlValue = string | number | bigint | null | Uint8Array;

/**
 * One connection a file. WAL with `synchronous=FULL`: what a transaction acknowledged survives a power cut.
 * `secure_delete`: a destroyed key leaves no copy in a free page. A cache of 8 MB and a checkpoint every 16 MB: keys are
 * in no order, so that a large batch meets the same index pages again and again, and writes them once.
 */
export class Database {
  readonly #connection: DatabaseSyncInstance;
  readonly #statements = new Map<string, StatementSyncInstance>();
  readonly #tupleStatements = new Map<string, StatementSyncInstance>();
  #isInTransaction = false;

  constructor(readonly file: string) {
    this.#connection = translating(() => new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true }));
    translating(() => {
      this.#connection.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000;',
      );
    });
  }

  /** Several statements without parameters: schema. */
  run(sql: string): void {
    translating(() => {
      this.#connection.exec(sql);
    });
  }

  /** Prepared once, kept for the life of the connection. */
  statement(sql: string): StatementSyncInstance {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = translating(() => this.#connection.prepare(sql));
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Like `statement`, for reading many rows. `Row`: the types of the columns, which the schema must hold to. */
  tuples<Row extends readonly unknown[]>(sql: string): TupleStatement<Row> {
    let statement = this.#tupleStatements.get(sql);
    if (statement === undefined) {
      statement = translating(() => this.#connection.prepare(sql));
      statement.setReturnArrays(true);
      this.#tupleStatements.set(sql, statement);
    }
    return statement;
  }

  /** All or nothing. Synchronous on purpose: nothing else may run on this connection in between. */
  transaction<Result>(work: () => Result): Result {
    if (this.#isInTransaction) throw new Error('A transaction is open already on this connection');
    return translating(() => {
      this.statement('BEGIN IMMEDIATE').run();
      this.#isInTransaction = true;
      try {
        const result = work();
        this.statement('COMMIT').run();
        return result;
      } catch (error) {
        // A full disk may have ended the transaction already; a second ROLLBACK would hide the first error.
        if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
        throw error;
      } finally {
        this.#isInTransaction = false;
      }
    });
  }

  close(): void {
    this.#statements.clear();
    this.#tupleStatements.clear();
    if (this.#connection.isOpen) this.#connection.close();
  }
}

/** Runs work on SQLite and turns what the disk says into StorageUnavailable. */
export function translating<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const because = storageProblem(error);
    throw because === undefined ? error : new StorageUnavailable(because, { cause: error });
  }
}

/** SQLite's primary result codes: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN. */
const storageProblems: ReadonlyMap<number, StorageUnavailable['because']> = new Map([
  [5, 'unreachable'],
  [6, 'unreachable'],
  [8, 'read-only'],
  [10, 'input-output-error'],
  [13, 'disk-full'],
  [14, 'unreachable'],
]);

/** SQLite's extended result code. Not asked for by class: the addon's errors come from another realm under a test runner. */
export function sqliteCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}

function storageProblem(error: unknown): StorageUnavailable['because'] | undefined {
  const code = sqliteCode(error);
  // The low byte is SQLite's primary result code; the rest says where it arose.
  return code === undefined ? undefined : storageProblems.get(code & 0xff);
}
