import type { IndexValue } from '../read-model.js';
import type { FieldValue, Range, ViewSet } from '../view-storage.js';

export type SqlIndexValue = string | number | null;

export const sqlValue = (value: IndexValue): SqlIndexValue => (typeof value === 'boolean' ? Number(value) : value);

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

interface Bounded {
  readonly where: string;
  readonly parameters: readonly SqlIndexValue[];
}

/** SQL of one collection's documents in one set: a row each, its canonical JSON, and a column for every indexed field. */
export class ViewTable {
  readonly name: string;
  /** By number of rows: made anew for each use, so long a text would cost as much as a row. */
  readonly #putting = new Map<number, string>();

  constructor(
    { readModel, version, number }: ViewSet,
    readonly collection: string,
    /** Those that were declared when the table was made. */
    readonly fields: readonly string[],
  ) {
    this.name = `${readModel}@${String(version)}#${String(number)}/${collection}`;
  }

  get create(): string {
    const columns = this.fields.map((field) => `, ${columnName(field)} ANY`).join('');
    return `CREATE TABLE ${quoted(this.name)} (id TEXT PRIMARY KEY, document TEXT NOT NULL${columns}) STRICT`;
  }

  createIndex(index: string, fields: readonly string[]): string {
    const columns = [...fields.map((field) => this.#column(field)), 'id'].join(', ');
    return `CREATE INDEX IF NOT EXISTS ${quoted(`${this.name}/${index}`)} ON ${quoted(this.name)} (${columns})`;
  }

  put(rows: number): string {
    let sql = this.#putting.get(rows);
    if (sql === undefined) {
      sql = this.#put(rows);
      this.#putting.set(rows, sql);
    }
    return sql;
  }

  #put(rows: number): string {
    const row = `(?, ?${', ?'.repeat(this.fields.length)})`;
    const columns = this.fields.map((field) => `, ${columnName(field)}`).join('');
    const updates = this.fields.map((field) => `, ${columnName(field)} = excluded.${columnName(field)}`).join('');
    return `INSERT INTO ${quoted(this.name)} (id, document${columns}) VALUES ${Array<string>(rows).fill(row).join(', ')}
      ON CONFLICT (id) DO UPDATE SET document = excluded.document${updates}`;
  }

  count(equals: readonly FieldValue[]): { readonly sql: string; readonly parameters: readonly SqlIndexValue[] } {
    const { where, parameters } = this.#equal(equals);
    return { sql: `SELECT count(*) FROM ${quoted(this.name)} WHERE ${where}`, parameters };
  }

  /**
   * One statement for each stretch of the index, in order: after a cursor the order by several fields is not one
   * stretch, and a condition with OR would read from the beginning.
   */
  find(range: Range): readonly { readonly sql: string; readonly parameters: readonly SqlIndexValue[] }[] {
    const direction = range.isDescending ? ' DESC' : '';
    const order = [...range.ordered.map((field) => this.#column(field)), 'id'].map((column) => column + direction);
    const select = `SELECT document FROM ${quoted(this.name)} WHERE`;
    return this.#stretches(range).map(({ where, parameters }) => ({
      sql: `${select} ${where} ORDER BY ${order.join(', ')} LIMIT ?`,
      parameters,
    }));
  }

  #stretches({ equals, ordered, isDescending, after }: Range): readonly Bounded[] {
    if (after === undefined) return [this.#equal(equals)];
    const place = ordered.map((field, at): FieldValue => [field, after.values[at] ?? null]);
    const beyond = isDescending ? '<' : '>';
    const atPlace = this.#equal([...equals, ...place]);
    const stretches = [{ where: `${atPlace.where} AND id ${beyond} ?`, parameters: [...atPlace.parameters, after.id] }];
    for (let at = place.length - 1; at >= 0; at -= 1) {
      const [field, value] = place[at] ?? ['', null];
      const same = this.#equal([...equals, ...place.slice(0, at)]);
      const column = this.#column(field);
      const add = (condition: string, ...more: readonly SqlIndexValue[]): void => {
        stretches.push({ where: `${same.where} AND ${condition}`, parameters: [...same.parameters, ...more] });
      };
      // Null comes before everything: first going up, last going down.
      if (value !== null) add(`${column} ${beyond} ?`, sqlValue(value));
      if (value === null && !isDescending) add(`${column} IS NOT NULL`);
      if (value !== null && isDescending) add(`${column} IS NULL`);
    }
    return stretches;
  }

  #equal(equals: readonly FieldValue[]): Bounded {
    const conditions = equals.map(([field, value]) => `${this.#column(field)} ${value === null ? 'IS NULL' : '= ?'}`);
    const parameters = equals.map(([, value]) => sqlValue(value)).filter((value) => value !== null);
    return { where: conditions.length === 0 ? 'TRUE' : conditions.join(' AND '), parameters };
  }

  /** A field declared later than the table was made is read from the document. */
  #column(field: string): string {
    if (this.fields.includes(field)) return columnName(field);
    return `json_extract(document, '$.${quoted(field).replaceAll("'", "''")}')`;
  }
}

const columnName = (field: string): string => quoted(`=${field}`);
