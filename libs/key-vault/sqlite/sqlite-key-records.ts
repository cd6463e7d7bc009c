import type { TextClass } from '#contracts/shared/sealed.js';
import type { Database } from '#sqlite/database.js';

import type {
  Added,
  Addition,
  Epoch,
  HolderId,
  HolderRecord,
  KeyChange,
  KeyRecord,
  KeyRecords,
  Noted,
  Rewrapped,
} from '../key-records.js';
import type { Intent, IntentGiven, IntentState, Owner } from '../key-vault.js';
import {
  holderFrom,
  intentFrom,
  recordFrom,
  type HolderRow,
  type IntentRow,
  type KeyRow,
  type KeyWithHolderRow,
} from './key-rows.js';
import { makeTables } from './schema.js';
import { currentEpoch, SqliteAdditions } from './sqlite-additions.js';
import { SqliteErasure } from './sqlite-erasure.js';

const keyColumns =
  'k.owner, k.kind, k.organisation, k.holder, k.state, k.classes, k.consent, k.stories, k.reach, k.isHeld, k.revision, k.ring';

export class SqliteKeyRecords implements KeyRecords {
  readonly #erasure: SqliteErasure;

  constructor(private readonly database: Database) {
    makeTables(database);
    this.#erasure = new SqliteErasure(database);
  }

  async find(
    owners: readonly Owner[],
  ): Promise<ReadonlyMap<Owner, { readonly record: KeyRecord; readonly holder: HolderRecord }>> {
    const statement = this.database.statement(
      `SELECT ${keyColumns}, h.revision AS holderRevision, h.epoch, h.box, h.mustChange
       FROM keys k JOIN holders h ON h.id = k.holder WHERE k.owner = ?`,
    );
    const found = new Map<Owner, { readonly record: KeyRecord; readonly holder: HolderRecord }>();
    for (const owner of new Set(owners)) {
      const row = statement.get(owner) as KeyWithHolderRow | undefined;
      if (row === undefined) continue;
      const { holder: id, holderRevision: revision, epoch, box, mustChange } = row;
      found.set(owner, { record: recordFrom(row), holder: holderFrom({ id, revision, epoch, box, mustChange }) });
    }
    return found;
  }

  async findHolders(ids: readonly HolderId[]): Promise<ReadonlyMap<HolderId, HolderRecord>> {
    const statement = this.database.statement('SELECT id, revision, epoch, box, mustChange FROM holders WHERE id = ?');
    const found = new Map<HolderId, HolderRecord>();
    for (const id of ids) {
      const row = statement.get(id) as HolderRow | undefined;
      if (row !== undefined) found.set(id, holderFrom(row));
    }
    return found;
  }

  async add(additions: readonly Addition[]): Promise<readonly Added[]> {
    if (additions.length === 0) return [];
    return this.database.transaction(() => new SqliteAdditions(this.database).add(additions));
  }

  async replaceRing(
    owner: Owner,
    revision: number,
    holderRevision: number,
    classes: readonly TextClass[],
    ring: Buffer,
  ): Promise<boolean> {
    const { changes } = this.database.transaction(() =>
      this.database
        .statement(
          `UPDATE keys SET classes = ?, ring = ?, revision = revision + 1
           WHERE owner = ? AND revision = ? AND ring IS NOT NULL
             AND EXISTS (SELECT 1 FROM holders h WHERE h.id = keys.holder AND h.revision = ? AND h.box IS NOT NULL)`,
        )
        .run(JSON.stringify(classes), ring, owner, revision, holderRevision),
    );
    return changes === 1;
  }

  async change(
    owner: Owner,
    revision: number,
    to: KeyChange,
    intent: Noted<Intent> | undefined,
  ): Promise<'changed' | 'moved-on' | 'done-before'> {
    return this.database.transaction(() => {
      if (intent !== undefined && this.#erasure.isKnown(intent.id)) return 'done-before';
      const { changes } = this.database
        .statement(
          `UPDATE keys SET state = coalesce(?, state), consent = coalesce(?, consent), reach = coalesce(?, reach),
             isHeld = coalesce(?, isHeld), revision = revision + 1
           WHERE owner = ? AND revision = ?`,
        )
        .run(
          ...[to.state ?? null, asJson(to.consent), asJson(to.reach)],
          ...[to.isHeld === undefined ? null : Number(to.isHeld), owner, revision],
        );
      if (changes === 0) return 'moved-on';
      if (intent !== undefined) this.#erasure.keepIntent(intent);
      return 'changed';
    });
  }

  async erase(owners: readonly Owner[], intent: Noted<IntentGiven>): Promise<void> {
    this.database.transaction(() => {
      this.#erasure.erase(owners, intent);
    });
  }

  async eraseHolder(id: HolderId, intent: Noted<IntentGiven>): Promise<void> {
    this.database.transaction(() => {
      this.#erasure.eraseHolder(id, intent, currentEpoch(this.database));
    });
  }

  async intentState(id: string): Promise<IntentState> {
    const row = this.database.statement('SELECT isSettled FROM intents WHERE id = ?').get(id) as
      { readonly isSettled: number } | undefined;
    if (row === undefined) return 'unknown';
    return row.isSettled === 1 ? 'settled' : 'pending';
  }

  async pendingIntents(notedUntil = Number.MAX_SAFE_INTEGER): Promise<readonly Intent[]> {
    const rows = this.database
      .statement(
        `SELECT id, kind, owner, organisation, actor, at, consent, reach FROM intents INDEXED BY pendingIntents
         WHERE isSettled = 0 AND notedAt <= ? ORDER BY at, rowid`,
      )
      .all(notedUntil) as IntentRow[];
    return rows.map(intentFrom);
  }

  async settleIntent(id: string): Promise<void> {
    this.database.transaction(() =>
      this.database
        .statement('UPDATE intents SET isSettled = 1, consent = NULL, reach = NULL WHERE id = ? AND isSettled = 0')
        .run(id),
    );
  }

  async ownersMadeBefore(time: number, prefix: string, after: Owner, limit: number): Promise<readonly Owner[]> {
    const rows = this.database
      .statement(
        `SELECT owner FROM keys
         WHERE owner > ? AND owner >= ? AND substr(owner, 1, length(?)) = ? AND createdAt < ? AND state <> 'erased'
         ORDER BY owner LIMIT ?`,
      )
      .all(after, prefix, prefix, prefix, time, limit) as { readonly owner: Owner }[];
    return rows.map(({ owner }) => owner);
  }

  async remove(owners: readonly Owner[]): Promise<void> {
    if (owners.length === 0) return;
    this.database.transaction(() => {
      for (const owner of owners) this.#erasure.remove(owner);
    });
  }

  async epochs(): Promise<readonly Epoch[]> {
    const rows = this.database.statement('SELECT epoch, proof, isCurrent FROM epochs ORDER BY epoch').all() as {
      readonly epoch: number;
      readonly proof: Uint8Array;
      readonly isCurrent: number;
    }[];
    return rows.map(({ epoch, proof, isCurrent }) => ({
      epoch,
      proof: Buffer.from(proof),
      isCurrent: isCurrent === 1,
    }));
  }

  async addEpoch(epoch: number, proof: Buffer): Promise<void> {
    this.database.transaction(() => {
      const highest = this.database.statement('SELECT max(epoch) AS epoch FROM epochs').get() as {
        readonly epoch: number | null;
      };
      if ((highest.epoch ?? 0) >= epoch) return;
      this.database.statement('UPDATE epochs SET isCurrent = 0').run();
      this.database.statement('INSERT INTO epochs (epoch, proof, isCurrent) VALUES (?, ?, 1)').run(epoch, proof);
    });
  }

  async removeEpoch(epoch: number): Promise<boolean> {
    const { changes } = this.database.transaction(() =>
      this.database
        .statement(
          `DELETE FROM epochs WHERE epoch = ? AND isCurrent = 0
             AND NOT EXISTS (SELECT 1 FROM holders WHERE epoch = ? AND box IS NOT NULL)`,
        )
        .run(epoch, epoch),
    );
    return changes === 1;
  }

  async countUnderOldEpochs(): Promise<number> {
    const row = this.database
      .statement(
        'SELECT count(*) AS holders FROM holders WHERE box IS NOT NULL AND epoch < (SELECT epoch FROM epochs WHERE isCurrent = 1)',
      )
      .get() as { readonly holders: number };
    return row.holders;
  }

  async holdersUnderOldEpochs(limit: number): Promise<readonly HolderRecord[]> {
    const rows = this.database
      .statement(
        `SELECT id, revision, epoch, box, mustChange FROM holders
         WHERE box IS NOT NULL AND epoch < (SELECT epoch FROM epochs WHERE isCurrent = 1) LIMIT ?`,
      )
      .all(limit) as HolderRow[];
    return rows.map(holderFrom);
  }

  async ringsOf(id: HolderId): Promise<readonly KeyRecord[]> {
    const rows = this.database
      .statement(`SELECT ${keyColumns} FROM keys k WHERE k.holder = ? AND k.ring IS NOT NULL`)
      .all(id) as KeyRow[];
    return rows.map(recordFrom);
  }

  async rewrap(holders: readonly Rewrapped[]): Promise<void> {
    this.database.transaction(() => {
      for (const holder of holders) this.#rewrapOne(holder);
    });
  }

  #rewrapOne({ id, revision, epoch, box, rings }: Rewrapped): void {
    const standing = this.database
      .statement('SELECT revision FROM holders WHERE id = ? AND box IS NOT NULL')
      .get(id) as { readonly revision: number } | undefined;
    if (standing?.revision !== revision) return;
    if (rings !== undefined) {
      const live = this.database
        .statement('SELECT owner, revision FROM keys WHERE holder = ? AND ring IS NOT NULL')
        .all(id) as { readonly owner: Owner; readonly revision: number }[];
      const revisions = new Map(live.map((one) => [one.owner, one.revision]));
      // One more, one fewer or one changed: wrapped under a key that is about to go, it would be lost.
      if (live.length !== rings.length || rings.some((ring) => revisions.get(ring.owner) !== ring.revision)) return;
      for (const { owner, ring } of rings) {
        this.database.statement('UPDATE keys SET ring = ?, revision = revision + 1 WHERE owner = ?').run(ring, owner);
      }
    }
    this.database
      .statement(
        'UPDATE holders SET epoch = ?, box = ?, revision = revision + 1, mustChange = CASE WHEN ? THEN 0 ELSE mustChange END WHERE id = ?',
      )
      .run(epoch, box, rings === undefined ? 0 : 1, id);
  }

  async tidy(): Promise<void> {
    this.database.run('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  async close(): Promise<void> {
    this.database.close();
  }
}

const asJson = (value: object | undefined): string | null => (value === undefined ? null : JSON.stringify(value));
