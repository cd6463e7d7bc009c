import type { Database } from '#sqlite/database.js';

import type { Added, Addition, HolderId } from '../key-records.js';
import type { Owner } from '../key-vault.js';

/** What one write adds, one addition after another, within a transaction of its caller. */
export class SqliteAdditions {
  readonly #currentEpoch: number;
  /** Meant to be added by this write and refused: what follows is wrapped by a key that is no one's. */
  readonly #notAdded = new Set<HolderId>();

  constructor(private readonly database: Database) {
    this.#currentEpoch = currentEpoch(database);
  }

  add(additions: readonly Addition[]): readonly Added[] {
    return additions.map((addition): Added => {
      const { holder, under } = addition;
      if (under.holder === 'standing' && this.#notAdded.has(holder)) return { outcome: 'holder-changed' };
      const added = this.#addOne(addition);
      if (under.holder === 'new' && added.outcome !== 'added') this.#notAdded.add(holder);
      return added;
    });
  }

  #addOne(addition: Addition): Added {
    const { owner, holder, under } = addition;
    const erased = this.#erasedStory(addition.stories);
    if (erased !== undefined) return { outcome: 'story-erased', story: erased };
    if (this.#isThere(owner)) return { outcome: 'there-already' };
    if (!this.#isUnder(holder, under)) return { outcome: 'holder-changed' };

    this.database
      .statement(
        `INSERT INTO keys (owner, kind, organisation, holder, state, classes, consent, stories, reach, createdAt, revision, ring)
         VALUES (?, ?, ?, ?, 'active', ?, ?, ?, ?, ?, 1, ?)`,
      )
      .run(
        owner,
        addition.kind,
        addition.organisation,
        holder,
        JSON.stringify(addition.classes),
        addition.consent === undefined ? null : JSON.stringify(addition.consent),
        addition.stories.length === 0 ? null : JSON.stringify(addition.stories),
        addition.reach.length === 0 ? null : JSON.stringify(addition.reach),
        addition.createdAt,
        addition.ring,
      );
    for (const story of addition.stories) {
      this.database.statement('INSERT INTO named (story, reason) VALUES (?, ?)').run(story, owner);
    }
    return { outcome: 'added' };
  }

  /** False: the holder is not as it was when the ring was wrapped. One that is new is added. */
  #isUnder(holder: HolderId, under: Addition['under']): boolean {
    if (under.holder === 'standing') {
      const standing = this.database
        .statement('SELECT revision FROM holders WHERE id = ? AND box IS NOT NULL')
        .get(holder) as { readonly revision: number } | undefined;
      return standing?.revision === under.revision;
    }
    if (under.epoch !== this.#currentEpoch) return false;
    const { changes } = this.database
      .statement('INSERT OR IGNORE INTO holders (id, revision, epoch, box) VALUES (?, 1, ?, ?)')
      .run(holder, under.epoch, under.box);
    return changes === 1;
  }

  #isThere(owner: Owner): boolean {
    return this.database.statement('SELECT 1 FROM keys WHERE owner = ?').get(owner) !== undefined;
  }

  #erasedStory(stories: readonly Owner[]): Owner | undefined {
    return stories.find(
      (story) =>
        this.database.statement("SELECT 1 FROM keys WHERE owner = ? AND state = 'erased'").get(story) !== undefined,
    );
  }
}

export function currentEpoch(database: Database): number {
  const row = database.statement('SELECT epoch FROM epochs WHERE isCurrent = 1').get() as { readonly epoch: number };
  return row.epoch;
}
