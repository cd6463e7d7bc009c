import type { Consent } from '#contracts/shared/consent.js';

import { onlyIntent, type ErasureLedger } from './erasure-ledger.js';
import type { KeyChange, KeyRecord, KeyRecords, KeyState } from './key-records.js';
import type { Intent, IntentGiven, Owner, Reach } from './key-vault.js';
import { ConsentWidened, KeysBelongElsewhere, KeysUnknown } from './key-vault.js';
import { lessReach, saidOf, widening } from './narrower-consent.js';

const order: Readonly<Record<KeyState, number>> = { active: 0, frozen: 1, withdrawn: 2, erased: 3 };

/**
 * What a key allows, made less or more. Each change is decided on the record that stands and written only over that one:
 * where another was first, all is decided again.
 */
export class Changing {
  constructor(
    private readonly records: KeyRecords,
    private readonly now: () => number,
    private readonly erasures?: ErasureLedger,
  ) {}

  async narrow(owner: Owner, consent: Consent, intent: IntentGiven): Promise<void> {
    await this.#change(owner, { ...intent, kind: 'narrow' }, async (record) => {
      if (record.state === 'erased') return undefined;
      const wider = record.consent === undefined ? 'a consent where there is none' : widening(record.consent, consent);
      if (wider !== undefined) throw new ConsentWidened(`The consent of ${owner} would become wider: ${wider}`);
      // Only what is done: a line that says less than that would take it away on an older copy.
      await this.erasures?.note({ what: 'narrow', owner, consent, ...onlyIntent(intent) });
      return { consent };
    });
  }

  async withdraw(owner: Owner, intent: IntentGiven): Promise<void> {
    await this.erasures?.note({ what: 'withdraw', owner, ...onlyIntent(intent) });
    await this.#change(owner, { ...intent, kind: 'withdraw' }, ({ state }) =>
      order[state] < order.withdrawn ? { state: 'withdrawn' } : undefined,
    );
  }

  async freeze(owner: Owner, intent: IntentGiven): Promise<void> {
    // What is frozen already moves on as well, and leaves an intent: whoever is about to unfreeze it decides anew.
    await this.#change(owner, { ...intent, kind: 'freeze' }, async ({ state }) => {
      if (order[state] > order.frozen) return undefined;
      await this.erasures?.note({ what: 'freeze', owner, ...onlyIntent(intent) });
      return { state: 'frozen' };
    });
  }

  async hold(owner: Owner, intent: IntentGiven): Promise<void> {
    // What is held already moves on as well, and leaves an intent: another holds it, or whoever lets go decides anew.
    await this.#change(owner, { ...intent, kind: 'hold' }, async ({ kind, state }) => {
      if (kind !== 'story') throw new KeysUnknown(owner);
      if (state === 'erased') return undefined;
      await this.erasures?.note({ what: 'hold', owner, ...onlyIntent(intent) });
      return { isHeld: true };
    });
  }

  async widen(owner: Owner, agreed: (standing: Consent) => Promise<Consent | undefined>): Promise<void> {
    await this.#change(owner, undefined, async ({ kind, state, consent: standing }) => {
      if (kind !== 'story' || standing === undefined) throw new KeysUnknown(owner);
      if (state === 'erased') return undefined;
      // After the record was read: what is taken away from here on moves it on, and this is decided anew.
      if ((await this.records.pendingIntents()).some((intent) => intent.owner === owner)) return undefined;
      const consent = await agreed(standing);
      return consent === undefined ? undefined : { consent };
    });
  }

  async unfreeze(owner: Owner, mayGoOn: () => Promise<boolean>): Promise<void> {
    await this.#change(owner, undefined, async ({ state }) => {
      if (state !== 'frozen' || (await this.#isBeing('freeze', owner))) return undefined;
      return (await mayGoOn()) ? { state: 'active' } : undefined;
    });
  }

  async letGo(owner: Owner, mayLetGo: () => Promise<boolean>): Promise<void> {
    await this.#change(owner, undefined, async ({ isHeld }) => {
      if (!isHeld || (await this.#isBeing('hold', owner))) return undefined;
      return (await mayLetGo()) ? { isHeld: false } : undefined;
    });
  }

  /** After the record was read: who does so from here on moves it on, and all is decided anew. */
  async #isBeing(kind: Intent['kind'], owner: Owner): Promise<boolean> {
    return (await this.records.pendingIntents()).some((intent) => intent.owner === owner && intent.kind === kind);
  }

  async narrowReach(owner: Owner, author: string, reach: readonly Reach[], intent: IntentGiven): Promise<void> {
    await this.#change(owner, { ...intent, kind: 'reach' }, async (record) => {
      mustBeReasonOf(record, author);
      const less = lessReach(record, reach);
      if (less !== undefined) await this.erasures?.note({ what: 'reach', owner, reach, ...onlyIntent(intent) });
      return less;
    });
  }

  async setReach(owner: Owner, author: string, reach: readonly Reach[]): Promise<void> {
    await this.#change(owner, undefined, (record) => {
      mustBeReasonOf(record, author);
      return record.state === 'erased' ? undefined : { reach };
    });
  }

  async #change(
    owner: Owner,
    intent: (IntentGiven & { readonly kind: Intent['kind'] }) | undefined,
    decide: (record: KeyRecord) => KeyChange | undefined | Promise<KeyChange | undefined>,
  ): Promise<void> {
    for (;;) {
      const record = (await this.records.find([owner])).get(owner)?.record;
      if (record === undefined) throw new KeysUnknown(owner);
      if (intent !== undefined && (await this.records.intentState(intent.id)) !== 'unknown') return;
      const to = await decide(record);
      if (to === undefined) return;
      const { organisation } = record;
      const written =
        intent === undefined
          ? undefined
          : {
              ...intent,
              ...{ owner, organisation, notedAt: this.now() },
              ...saidOf(to),
            };
      if ((await this.records.change(owner, record.revision, to, written)) !== 'moved-on') return;
    }
  }
}

function mustBeReasonOf({ owner, kind, holder }: KeyRecord, author: string): void {
  if (kind !== 'reason' || holder !== `person:${author}`) throw new KeysBelongElsewhere(owner);
}
