import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';

import { StorageUnavailable } from '#event-store/event-store.js';

/**
 * One connection a file. WAL with `synchronous=FULL`: what a transaction acknowledged survives a power cut.
 * `secure_delete`: a destroyed key leaves no copy in a free page.
 */
export class Database {
  readonly #connection: DatabaseSyncInstance;
  readonly #statements = new Map<string, StatementSyncInstance>();
  #isInTransaction = false;

  constructor(readonly file: string) {
    this.#connection = translating(() => new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true }));
    translating(() => {
      this.#connection.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;',
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

  /** All or nothing. Synchronous on purpose: nothing else may run on this connection in between. */
  transaction<Result>(work: () => Result): Result {
    if (this.#isInTransaction) throw new Error('A transaction is open already on this connection');
    return translating(() => {
      this.#connection.exec('BEGIN IMMEDIATE');
      this.#isInTransaction = true;
      try {
        const result = work();
        this.#connection.exec('COMMIT');
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

function storageProblem(error: unknown): StorageUnavailable['because'] | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  if (/database or disk is full|ENOSPC/i.test(message)) return 'disk-full';
  if (/readonly database|EROFS|attempt to write a readonly/i.test(message)) return 'read-only';
  if (/disk I\/O error/i.test(message)) return 'input-output-error';
  if (/unable to open database/i.test(message)) return 'unreachable';
  return undefined;
}
