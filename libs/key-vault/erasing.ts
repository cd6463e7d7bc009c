import type { KeyRecords } from './key-records.js';
import type { IntentGiven, MayErase, Owner } from './key-vault.js';

/**
 * Erasing cannot be undone, and what has to be kept is known to events alone. So before anything is noted or destroyed,
 * an intent says that it is begun, written only on the record that was there when the events were read; and who writes
 * that a story has to be kept moves its record on, then looks for such an intent. One of the two sees the other.
 */
export class Erasing {
  constructor(
    private readonly records: KeyRecords,
    private readonly now: () => number,
  ) {}

  /** After a stop the intents stay: whoever takes them up goes on to erase. */
  async unlessKept(
    owners: readonly Owner[],
    intent: IntentGiven,
    mayErase: MayErase | undefined,
    erase: () => Promise<void>,
  ): Promise<void> {
    const begun: string[] = [];
    for (const owner of mayErase === undefined ? [] : owners) {
      const id = await this.#begin(owner, intent, mayErase ?? (() => Promise.resolve(true)));
      if (id === 'kept') {
        for (const each of begun) await this.records.settleIntent(each);
        return;
      }
      if (id !== 'erased') begun.push(id);
    }
    await erase();
    for (const each of begun) await this.records.settleIntent(each);
  }

  async keepFrom(owner: Owner): Promise<boolean> {
    for (;;) {
      const record = await this.#recordOf(owner);
      if (record === undefined || record.state === 'erased') return false;
      if ((await this.records.change(owner, record.revision, {}, undefined)) === 'changed') break;
    }
    const pending = await this.records.pendingIntents();
    if (pending.some((intent) => intent.owner === owner && intent.kind === 'erase')) return false;
    // After that: one that was begun is settled once it is done.
    return (await this.#recordOf(owner))?.state !== 'erased';
  }

  /** The id of the intent that says so. */
  async #begin(owner: Owner, { id, actor, at }: IntentGiven, mayErase: MayErase): Promise<string> {
    for (;;) {
      const record = await this.#recordOf(owner);
      if (record === undefined || record.state === 'erased') return 'erased';
      if (!(await mayErase(owner))) return 'kept';
      const { organisation, revision } = record;
      const begun = `${id}/begun/${String(revision)}/${owner}`;
      const intent = { id: begun, kind: 'erase', owner, organisation, actor, at, notedAt: this.now() } as const;
      if ((await this.records.change(owner, revision, {}, intent)) === 'changed') return begun;
    }
  }

  async #recordOf(owner: Owner) {
    return (await this.records.find([owner])).get(owner)?.record;
  }
}
