import { setImmediate } from 'node:timers/promises';

import { translating, type Database } from '#sqlite/database.js';

import { indexedFields } from '../indexed-fields.js';
import type { Collection } from '../read-model.js';
import type {
  FieldValue,
  KnownSet,
  NewSet,
  Range,
  SetAdvance,
  SetState,
  ViewSet,
  ViewStorage,
} from '../view-storage.js';
import { sqlValue, ViewTable, quoted, type SqlIndexValue } from './view-table.js';

const schema = `
  CREATE TABLE IF NOT EXISTS view_sets (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    read_model TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('building', 'serving', 'retired')),
    position INTEGER NOT NULL,
    shape TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_view_set_serves ON view_sets (read_model) WHERE state = 'serving';
  CREATE TABLE IF NOT EXISTS view_tables (
    number INTEGER NOT NULL REFERENCES view_sets (number),
    collection TEXT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (number, collection)
  ) STRICT, WITHOUT ROWID;
`;

const rowsInStatement = 16;
const rowsDroppedAtOnce = 1_000;

type SetRow = readonly [
  number: number,
  readModel: string,
  version: number,
  state: SetState,
  position: number,
  shape: string,
];

/** Views in the SQLite file of the service, on the connection of its events. Every write is one synchronous transaction. */
export class SqliteViewStorage implements ViewStorage {
  readonly #tables = new Map<number, Map<string, ViewTable>>();
  readonly #indexes = new Set<string>();

  constructor(private readonly database: Database) {
    database.run(schema);
  }

  async sets(): Promise<readonly KnownSet[]> {
    return this.#sets();
  }

  async create({ readModel, version, shape, collections }: NewSet, state: 'building' | 'serving'): Promise<KnownSet> {
    return this.database.transaction(() => {
      const { lastInsertRowid } = this.database
        .statement('INSERT INTO view_sets (read_model, version, state, position, shape) VALUES (?, ?, ?, 0, ?)')
        .run(readModel, version, state, shape);
      const set = { number: Number(lastInsertRowid), readModel, version, state, position: 0, shape };
      for (const collection of collections) {
        const table = new ViewTable(set, collection.name, indexedFields(collection));
        this.database
          .statement('INSERT INTO view_tables (number, collection, fields) VALUES (?, ?, ?)')
          .run(set.number, collection.name, JSON.stringify(table.fields));
        this.database.run(table.create);
        if (state === 'building') continue;
        for (const [index, fields] of Object.entries(collection.indexes)) {
          this.database.run(table.createIndex(index, fields));
        }
      }
      return set;
    });
  }

  async makeIndex(set: ViewSet, collection: Collection, index: string): Promise<void> {
    const table = this.#table(set, collection);
    const key = `${String(set.number)}/${collection.name}/${index}`;
    const fields = collection.indexes[index];
    if (table === undefined || fields === undefined || this.#indexes.has(key)) return;
    this.database.run(table.createIndex(index, fields));
    this.#indexes.add(key);
  }

  async serve({ number, readModel }: ViewSet): Promise<boolean> {
    return this.database.transaction(() => {
      const isThere = `SELECT number FROM view_sets WHERE number = ? AND state <> 'retired'`;
      if (this.database.tuples<[number]>(isThere).get(number) === undefined) return false;
      this.database
        .statement(`UPDATE view_sets SET state = 'retired' WHERE read_model = ? AND state = 'serving'`)
        .run(readModel);
      this.database.statement(`UPDATE view_sets SET state = 'serving' WHERE number = ?`).run(number);
      return true;
    });
  }

  async drop(set: ViewSet): Promise<void> {
    const retire = this.database.statement(`UPDATE view_sets SET state = 'retired' WHERE number = ?`);
    translating(() => retire.run(set.number));
    for (const [collection, { name }] of [...this.#tablesOf(set)]) {
      // Overwritten pages (secure_delete) of a large table would hold everything up if they went in one transaction.
      const remove = this.database.statement(
        `DELETE FROM ${quoted(name)} WHERE rowid IN (SELECT rowid FROM ${quoted(name)} LIMIT ${String(rowsDroppedAtOnce)})`,
      );
      while (translating(() => remove.run()).changes > 0) await setImmediate();
      this.database.transaction(() => {
        this.database.run(`DROP TABLE ${quoted(name)}`);
        this.database
          .statement('DELETE FROM view_tables WHERE number = ? AND collection = ?')
          .run(set.number, collection);
      });
    }
    translating(() => this.database.statement('DELETE FROM view_sets WHERE number = ?').run(set.number));
    this.#tables.delete(set.number);
  }

  async write(advances: readonly SetAdvance[]): Promise<boolean> {
    const isMoved = new Error('A set was moved by another process');
    try {
      this.database.transaction(() => {
        for (const advance of advances) if (!this.#advance(advance)) throw isMoved;
      });
      return true;
    } catch (error) {
      if (error === isMoved) return false;
      throw error;
    }
  }

  async get(set: ViewSet, collection: Collection, id: string): Promise<string | undefined> {
    const table = this.#table(set, collection);
    if (table === undefined) return undefined;
    const statement = this.database.tuples<[string]>(`SELECT document FROM ${quoted(table.name)} WHERE id = ?`);
    return translating(() => statement.get(id))?.[0];
  }

  async find(set: ViewSet, collection: Collection, range: Range): Promise<readonly string[]> {
    const table = this.#table(set, collection);
    const found: string[] = [];
    for (const { sql, parameters } of table?.find(range) ?? []) {
      const statement = this.database.tuples<[string]>(sql);
      for (const [json] of translating(() => statement.all(...parameters, range.limit - found.length)))
        found.push(json);
      if (found.length >= range.limit) break;
    }
    return found;
  }

  async count(set: ViewSet, collection: Collection, equals: readonly FieldValue[]): Promise<number> {
    const table = this.#table(set, collection);
    if (table === undefined) return 0;
    const { sql, parameters } = table.count(equals);
    return translating(() => this.database.tuples<[number]>(sql).get(...parameters))?.[0] ?? 0;
  }

  async walk(set: ViewSet, collection: Collection, afterId: string, limit: number): Promise<readonly string[]> {
    const table = this.#table(set, collection);
    if (table === undefined) return [];
    const sql = `SELECT document FROM ${quoted(table.name)} WHERE id > ? ORDER BY id LIMIT ?`;
    return translating(() => this.database.tuples<[string]>(sql).all(afterId, limit)).map(([json]) => json);
  }

  #advance({ set, from, to, changes }: SetAdvance): boolean {
    const moved = this.database
      .statement('UPDATE view_sets SET position = ? WHERE number = ? AND position = ?')
      .run(to, set.number, from);
    if (moved.changes === 0) return false;
    for (const { collection, puts, removed } of changes) {
      const table = this.#table(set, collection);
      if (table === undefined) throw new Error(`The set has no collection ${collection.name}`);
      const remove = this.database.statement(`DELETE FROM ${quoted(table.name)} WHERE id = ?`);
      for (const id of removed) remove.run(id);
      const inFull = puts.length - (puts.length % rowsInStatement);
      for (let at = 0; at < inFull; at += rowsInStatement) {
        const row: SqlIndexValue[] = [];
        for (const put of puts.slice(at, at + rowsInStatement)) row.push(put.id, put.json, ...put.values.map(sqlValue));
        this.database.statement(table.put(rowsInStatement)).run(...row);
      }
      for (const { id, json, values } of puts.slice(inFull)) {
        this.database.statement(table.put(1)).run(id, json, ...values.map(sqlValue));
      }
    }
    return true;
  }

  #sets(): KnownSet[] {
    const sql = 'SELECT number, read_model, version, state, position, shape FROM view_sets ORDER BY number';
    return translating(() => this.database.tuples<SetRow>(sql).all()).map(
      ([number, readModel, version, state, position, shape]) => ({
        number,
        readModel,
        version,
        state,
        position,
        shape,
      }),
    );
  }

  #table(set: ViewSet, { name }: Collection): ViewTable | undefined {
    return this.#tablesOf(set).get(name);
  }

  #tablesOf(set: ViewSet): Map<string, ViewTable> {
    let tables = this.#tables.get(set.number);
    if (tables === undefined) {
      const statement = this.database.tuples<[collection: string, fields: string]>(
        'SELECT collection, fields FROM view_tables WHERE number = ?',
      );
      tables = new Map();
      for (const [collection, text] of translating(() => statement.all(set.number))) {
        const fields: unknown = JSON.parse(text);
        const names = Array.isArray(fields) ? fields.map(String) : [];
        tables.set(collection, new ViewTable(set, collection, names));
      }
      if (tables.size > 0) this.#tables.set(set.number, tables);
    }
    return tables;
  }
}
