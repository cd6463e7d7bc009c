import type { Database } from '#sqlite/database.js';

import type { HolderId, Noted } from '../key-records.js';
import type { Intent, IntentGiven, Owner } from '../key-vault.js';

/** What destroying keys writes. Runs inside a transaction of its caller. */
export class SqliteErasure {
  constructor(private readonly database: Database) {}

  isKnown(intent: string): boolean {
    return this.database.statement('SELECT 1 FROM intents WHERE id = ?').get(intent) !== undefined;
  }

  keepIntent(intent: Noted<Intent>): void {
    const { id, kind, owner, organisation, actor, at, consent, reach, notedAt } = intent;
    const [consentKept, reachKept] = [consent, reach].map((said) => (said === undefined ? null : JSON.stringify(said)));
    this.database
      .statement(
        `INSERT INTO intents (id, kind, owner, organisation, actor, at, consent, reach, notedAt)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, kind, owner, organisation, actor, at, consentKept ?? null, reachKept ?? null, notedAt);
  }

  erase(owners: readonly Owner[], intent: Noted<IntentGiven>): void {
    if (this.isKnown(intent.id)) return;
    const [first] = owners;
    this.#eraseAll(owners, intent, (owner) => (owner === first ? intent.id : `${intent.id}:${owner}`));
  }

  /** The holder's row stays, without a key: what is being written for this person at the same moment is refused. */
  eraseHolder(id: HolderId, intent: Noted<IntentGiven>, currentEpoch: number): void {
    const rows = this.database.statement('SELECT owner FROM keys WHERE holder = ?').all(id) as {
      readonly owner: Owner;
    }[];
    this.#eraseAll(
      rows.map(({ owner }) => owner),
      intent,
      (owner) => `${intent.id}:${owner}`,
    );
    this.database
      .statement(
        `INSERT INTO holders (id, revision, epoch, box) VALUES (?, 1, ?, NULL)
         ON CONFLICT (id) DO UPDATE SET box = NULL, revision = revision + 1`,
      )
      .run(id, currentEpoch);
  }

  remove(owner: Owner): void {
    const holder = this.#holderOf(owner);
    if (holder === undefined) return;
    this.database.statement('DELETE FROM keys WHERE owner = ?').run(owner);
    this.database.statement('DELETE FROM named WHERE reason = ?').run(owner);
    this.#mustChange(holder);
  }

  #eraseAll(owners: readonly Owner[], intent: Noted<IntentGiven>, intentId: (owner: Owner) => string): void {
    const all = new Set(owners);
    for (const owner of owners) for (const reason of this.#reasonsNaming(owner)) all.add(reason);
    for (const owner of all) {
      const organisation = this.#eraseOne(owner);
      if (organisation !== undefined) {
        const { actor, at, notedAt } = intent;
        this.keepIntent({ id: intentId(owner), kind: 'erase', owner, organisation, actor, at, notedAt });
      }
    }
  }

  /** Gives its organisation; undefined where there was nothing left to erase. */
  #eraseOne(owner: Owner): string | undefined {
    const row = this.database
      .statement(
        `UPDATE keys SET state = 'erased', ring = NULL, revision = revision + 1,
           consent = json_set(consent, '$.exclusions', json('[]'))
         WHERE owner = ? AND state <> 'erased' RETURNING organisation, holder`,
      )
      .get(owner) as { readonly organisation: string; readonly holder: HolderId } | undefined;
    if (row === undefined) return undefined;
    this.#mustChange(row.holder);
    return row.organisation;
  }

  #mustChange(holder: HolderId): void {
    // A round's key has no other use: it goes at once.
    const sql = holder.startsWith('round:')
      ? 'UPDATE holders SET box = NULL, revision = revision + 1 WHERE id = ?'
      : 'UPDATE holders SET mustChange = 1, revision = revision + 1 WHERE id = ?';
    this.database.statement(sql).run(holder);
  }

  #holderOf(owner: Owner): HolderId | undefined {
    const row = this.database.statement('SELECT holder FROM keys WHERE owner = ?').get(owner) as
      { readonly holder: HolderId } | undefined;
    return row?.holder;
  }

  #reasonsNaming(story: Owner): readonly Owner[] {
    const rows = this.database.statement('SELECT reason FROM named WHERE story = ?').all(story) as {
      readonly reason: Owner;
    }[];
    return rows.map(({ reason }) => reason);
  }
}
