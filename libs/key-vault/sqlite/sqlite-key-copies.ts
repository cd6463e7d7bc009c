import type { Database } from '#sqlite/database.js';
import { translating } from '#sqlite/database.js';

import {
  boxFromText,
  epochCopy,
  holderCopy,
  intentCopy,
  keysCopy,
  type CopyOf,
  type KeyCopies,
  type KeyCopy,
} from '../key-copies.js';
import { holderFrom, intentFrom, recordFrom, type HolderRow, type IntentRow, type KeyRow } from './key-rows.js';
import { makeTables } from './schema.js';

const atOnce = 500;

/** What stands in `vault.db`, for a move. */
export class SqliteKeyCopies implements KeyCopies {
  constructor(private readonly database: Database) {
    makeTables(database);
  }

  async *all(): AsyncGenerator<KeyCopy> {
    for (const row of this.#rows('SELECT epoch, proof, isCurrent FROM epochs ORDER BY epoch')) {
      const { epoch, proof, isCurrent } = row as {
        readonly epoch: number;
        readonly proof: Uint8Array;
        readonly isCurrent: number;
      };
      yield epochCopy({ epoch, proof: Buffer.from(proof), isCurrent: isCurrent === 1 });
    }
    yield* this.#paged<HolderRow>(
      'holders',
      'id',
      ({ id }) => id,
      (row) => holderCopy(holderFrom(row)),
    );
    yield* this.#paged<KeyRow & { readonly createdAt: number }>(
      'keys',
      'owner',
      ({ owner }) => owner,
      (row) => keysCopy(recordFrom(row), row.createdAt),
    );
    for (const row of this.#rows('SELECT * FROM intents ORDER BY at, rowid')) {
      const intent = row as IntentRow & { readonly isSettled: number };
      yield intentCopy(intentFrom(intent), intent.isSettled === 1);
    }
  }

  async replaceAll(batches: AsyncIterable<readonly KeyCopy[]>): Promise<void> {
    this.database.transaction(() => {
      for (const table of ['intents', 'named', 'keys', 'holders', 'epochs']) {
        this.database.statement(`DELETE FROM ${table}`).run();
      }
    });
    for await (const copies of batches) this.#insert(copies);
  }

  #insert(copies: readonly KeyCopy[]): void {
    this.database.transaction(() => {
      for (const copy of copies) this.#insertOne(copy);
    });
  }

  #insertOne(copy: KeyCopy): void {
    switch (copy.kind) {
      case 'epoch':
        this.database
          .statement('INSERT INTO epochs (epoch, proof, isCurrent) VALUES (?, ?, ?)')
          .run(copy.epoch, boxFromText(copy.proof) ?? null, Number(copy.isCurrent));
        return;
      case 'holder':
        this.database
          .statement('INSERT INTO holders (id, revision, epoch, box, mustChange) VALUES (?, ?, ?, ?, ?)')
          .run(copy.id, copy.revision, copy.epoch, boxFromText(copy.box) ?? null, Number(copy.mustChange));
        return;
      case 'keys':
        this.#insertKeys(copy);
        return;
      case 'intent':
        this.database
          .statement(
            `INSERT INTO intents (id, kind, owner, organisation, actor, at, consent, reach, isSettled)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          )
          .run(
            copy.id,
            copy.of,
            copy.owner,
            copy.organisation,
            copy.actor,
            copy.at,
            copy.consent === undefined ? null : JSON.stringify(copy.consent),
            copy.reach === undefined ? null : JSON.stringify(copy.reach),
            Number(copy.isSettled),
          );
    }
  }

  #insertKeys(copy: CopyOf<'keys'>): void {
    const { owner, of, organisation, holder, state, classes, consent, stories, reach, createdAt, revision } = copy;
    this.database
      .statement(
        `INSERT INTO keys (owner, kind, organisation, holder, state, classes, consent, stories, reach, isHeld, createdAt, revision, ring)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        owner,
        of,
        organisation,
        holder,
        state,
        JSON.stringify(classes),
        consent === undefined ? null : JSON.stringify(consent),
        stories.length === 0 ? null : JSON.stringify(stories),
        reach.length === 0 ? null : JSON.stringify(reach),
        Number(copy.isHeld),
        createdAt,
        revision,
        boxFromText(copy.ring) ?? null,
      );
    for (const story of stories) {
      this.database.statement('INSERT INTO named (story, reason) VALUES (?, ?)').run(story, owner);
    }
  }

  *#paged<Row>(
    table: string,
    key: string,
    keyOf: (row: Row) => string,
    copyOf: (row: Row) => KeyCopy,
  ): Generator<KeyCopy> {
    let after = '';
    for (;;) {
      const sql = `SELECT * FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${String(atOnce)}`;
      const rows = this.#rows(sql, after) as readonly Row[];
      for (const row of rows) yield copyOf(row);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = keyOf(last);
    }
  }

  #rows(sql: string, ...parameters: readonly string[]): readonly unknown[] {
    return translating((): readonly unknown[] => this.database.statement(sql).all(...parameters));
  }
}
