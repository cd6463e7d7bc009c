import { performance } from 'node:perf_hooks';

import type { Consent } from '#contracts/shared/consent.js';

import { decideUnlock } from './decide-unlock.js';
import type { Epochs } from './epochs.js';
import type { ErasureLedger } from './erasure-ledger.js';
import { Erasing } from './erasing.js';
import { grantFor, openerFor, sealerFor } from './grants.js';
import type { HolderId, HolderRecord, KeyChange, KeyRecord, KeyRecords, KeyState, Noted } from './key-records.js';
import type {
  Grant,
  Intent,
  IntentGiven,
  IntentState,
  KeyVault,
  MayErase,
  Owner,
  PersonKeys,
  Reach,
  ReasonKeys,
  Sealer,
  StoryKeys,
  Unlocked,
  UnlockRequest,
} from './key-vault.js';
import { ConsentWidened, KeysBelongElsewhere, KeysErased, KeysUnknown, KeyVaultClosed } from './key-vault.js';
import { KeyMaking, type Wanted } from './key-making.js';
import { widening } from './narrower-consent.js';
import { turnEpoch } from './turn-epoch.js';
import { unwrapRing, type DataKeys } from './wrapping.js';

/** Long enough for a page, short enough that a withdrawal holds within a second everywhere. */
const grantMilliseconds = 500;

/** Turns of the epoch that one read may meet: far more than there can be. */
const mostTurnsMet = 20;

interface Found {
  readonly record: KeyRecord;
  readonly holder: HolderRecord;
}

const order: Readonly<Record<KeyState, number>> = { active: 0, frozen: 1, withdrawn: 2, erased: 3 };

/** The vault over any storage: what is decided and what is sealed is the same in every shape. */
export class EnvelopeKeyVault implements KeyVault {
  readonly #making: KeyMaking;
  readonly #erasing: Erasing;
  #isClosed = false;
  #turning: Promise<void> | undefined;

  constructor(
    private readonly records: KeyRecords,
    private readonly epochs: Epochs,
    /** Milliseconds since 1970: for the age of keys that nobody knows, and of intents. */
    private readonly now: () => number,
    private readonly erasures?: ErasureLedger,
  ) {
    this.#making = new KeyMaking(records, epochs, now);
    this.#erasing = new Erasing(records, now);
  }

  async createStory(keys: StoryKeys): Promise<Sealer> {
    this.#mustBeOpen();
    const { owner, organisation, person, classes, consent, isFirstOfPerson = false } = keys;
    const wanted: Wanted = {
      kind: 'story',
      owner,
      organisation,
      holder: `person:${person}`,
      classes: [...new Set(classes)],
      consent,
      stories: [],
      reach: [],
    };
    return this.#making.make(wanted, isFirstOfPerson);
  }

  async createReason(keys: ReasonKeys): Promise<Sealer> {
    this.#mustBeOpen();
    const { owner, organisation, person, stories, reach } = keys;
    return this.#making.make({
      kind: 'reason',
      owner,
      organisation,
      holder: `person:${person}`,
      classes: ['reason'],
      consent: undefined,
      stories: [...new Set(stories)],
      reach,
    });
  }

  async createPersonal(keys: PersonKeys): Promise<Sealer> {
    this.#mustBeOpen();
    const { owner, organisation, person, classes } = keys;
    return this.#making.make({
      kind: 'personal',
      owner,
      organisation,
      holder: `person:${person}`,
      classes: [...new Set(classes)],
      consent: undefined,
      stories: [],
      reach: [],
    });
  }

  async createRound(keys: { readonly owner: Owner; readonly organisation: string }): Promise<Sealer> {
    this.#mustBeOpen();
    const { owner, organisation } = keys;
    return this.#making.make({
      kind: 'round',
      owner,
      organisation,
      holder: `round:${owner}`,
      classes: ['ballot'],
      consent: undefined,
      stories: [],
      reach: [],
    });
  }

  async openRound(owner: Owner): Promise<Pick<Grant, 'open'>> {
    this.#mustBeOpen();
    const found = (await this.#find([owner])).get(owner);
    if (found?.record.kind !== 'round') throw new KeysUnknown(owner);
    const keys = this.#dataKeys(found, new Map());
    if (keys === undefined) throw new KeysErased(owner);
    return openerFor(owner, keys);
  }

  async sealer(owner: Owner): Promise<Sealer | undefined> {
    this.#mustBeOpen();
    const found = (await this.#find([owner])).get(owner);
    if (found === undefined) return undefined;
    const keys = this.#dataKeys(found, new Map());
    return keys === undefined ? undefined : sealerFor(owner, keys);
  }

  async unlock(requests: readonly UnlockRequest[]): Promise<readonly Unlocked[]> {
    this.#mustBeOpen();
    // From before the records are read: what is taken back later holds 500 ms later at most.
    const expiresAt = performance.now() + grantMilliseconds;
    const { found, recordOf } = await this.#findWithStories(requests.map(({ owner }) => owner));
    const holderKeys = new Map<HolderId, Buffer>();
    return requests.map((request): Unlocked => {
      const { owner } = request;
      const one = found.get(owner);
      const decision = decideUnlock(one?.record, request, recordOf);
      if (decision.kind === 'withheld') return { kind: 'withheld', owner, because: decision.because };
      const keys = one === undefined ? undefined : this.#dataKeys(one, holderKeys);
      if (keys === undefined) return { kind: 'withheld', owner, because: 'erased' };
      return grantFor(owner, decision.classes, keys, expiresAt);
    });
  }

  async consentOf(owner: Owner): Promise<{ readonly consent: Consent; readonly state: KeyState } | undefined> {
    this.#mustBeOpen();
    const record = (await this.records.find([owner])).get(owner)?.record;
    return record?.consent === undefined ? undefined : { consent: record.consent, state: record.state };
  }

  async narrow(owner: Owner, consent: Consent, intent: IntentGiven): Promise<void> {
    await this.#change(owner, { ...intent, kind: 'narrow' }, (record) => {
      if (record.state === 'erased') return undefined;
      const wider = record.consent === undefined ? 'a consent where there is none' : widening(record.consent, consent);
      if (wider !== undefined) throw new ConsentWidened(`The consent of ${owner} would become wider: ${wider}`);
      return { consent };
    });
  }

  async withdraw(owner: Owner, intent: IntentGiven): Promise<void> {
    await this.erasures?.note({ what: 'withdraw', owner, ...only(intent) });
    await this.#change(owner, { ...intent, kind: 'withdraw' }, ({ state }) =>
      order[state] < order.withdrawn ? { state: 'withdrawn' } : undefined,
    );
  }

  async freeze(owner: Owner, intent: IntentGiven): Promise<void> {
    // What is frozen already moves on as well, and leaves an intent: whoever is about to unfreeze it decides anew.
    await this.#change(owner, { ...intent, kind: 'freeze' }, ({ state }) =>
      order[state] <= order.frozen ? { state: 'frozen' } : undefined,
    );
  }

  async erase(owner: Owner, intent: IntentGiven, mayErase?: MayErase): Promise<void> {
    this.#mustBeOpen();
    const record = (await this.records.find([owner])).get(owner)?.record;
    if (record === undefined) throw new KeysUnknown(owner);
    await this.#erasing.unlessKept([owner], intent, mayErase, async () => {
      // First: after a stop between the two, what was asked for is done at the next start.
      if (record.state !== 'erased') await this.erasures?.note({ what: 'erase', owner, ...only(intent) });
      await this.records.erase([owner], this.#noted(intent));
    });
  }

  async erasePerson(person: string, intent: IntentGiven, mayErase?: MayErase): Promise<void> {
    this.#mustBeOpen();
    const holder: HolderId = `person:${person}`;
    const stories = (await this.records.ringsOf(holder)).filter(({ kind }) => kind === 'story');
    const owners = stories.map(({ owner }) => owner);
    await this.#erasing.unlessKept(owners, intent, mayErase, async () => {
      await this.erasures?.note({ what: 'erase-person', person, ...only(intent) });
      await this.records.eraseHolder(holder, this.#noted(intent));
    });
  }

  async keepFromErasing(owner: Owner): Promise<boolean> {
    this.#mustBeOpen();
    return this.#erasing.keepFrom(owner);
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
      if (state !== 'frozen') return undefined;
      // After the record was read: who freezes from here on moves it on, and this is decided anew.
      const isBeingFrozen = (await this.records.pendingIntents()).some(
        (intent) => intent.owner === owner && intent.kind === 'freeze',
      );
      return !isBeingFrozen && (await mayGoOn()) ? { state: 'active' } : undefined;
    });
  }

  async setReach(owner: Owner, author: string, reach: readonly Reach[]): Promise<void> {
    await this.#change(owner, undefined, ({ kind, holder, state }) => {
      if (kind !== 'reason' || holder !== `person:${author}`) throw new KeysBelongElsewhere(owner);
      return state === 'erased' ? undefined : { reach };
    });
  }

  async pendingIntents(olderThanMs?: number): Promise<readonly Intent[]> {
    this.#mustBeOpen();
    return this.records.pendingIntents(olderThanMs === undefined ? undefined : this.now() - olderThanMs);
  }

  async intentState(id: string): Promise<IntentState> {
    this.#mustBeOpen();
    return this.records.intentState(id);
  }

  async settleIntent(id: string): Promise<void> {
    this.#mustBeOpen();
    await this.records.settleIntent(id);
  }

  async sweepOrphans(
    olderThan: string,
    isKnown: (owners: readonly Owner[]) => Promise<ReadonlySet<Owner>>,
    prefix = 'story/',
  ): Promise<number> {
    this.#mustBeOpen();
    const time = Date.parse(olderThan);
    if (Number.isNaN(time)) throw new TypeError(`Not a time: ${olderThan}`);
    let swept = 0;
    let after = '';
    for (;;) {
      const owners = await this.records.ownersMadeBefore(time, prefix, after, 500);
      const last = owners.at(-1);
      if (last === undefined) return swept;
      const known = await isKnown(owners);
      const orphans = owners.filter((owner) => !known.has(owner));
      await this.records.remove(orphans);
      swept += orphans.length;
      after = last;
    }
  }

  async turnEpoch(onProgress?: (done: number, of: number) => void): Promise<void> {
    this.#mustBeOpen();
    const before = this.#turning;
    const turn = (async () => {
      await before?.catch(() => undefined);
      await turnEpoch(this.records, this.epochs, onProgress);
    })();
    this.#turning = turn;
    await turn;
  }

  epochBegan(): Promise<number> {
    this.#mustBeOpen();
    return this.epochs.began();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#making.idle();
    await this.#turning?.catch(() => undefined);
    this.epochs.forget();
    await this.records.close();
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new KeyVaultClosed('The key vault is closed');
  }

  async #change(
    owner: Owner,
    intent: (IntentGiven & { readonly kind: Intent['kind'] }) | undefined,
    decide: (record: KeyRecord) => KeyChange | undefined | Promise<KeyChange | undefined>,
  ): Promise<void> {
    this.#mustBeOpen();
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
          : this.#noted({
              ...intent,
              owner,
              organisation,
              ...(to.consent === undefined ? {} : { consent: to.consent }),
            });
      if ((await this.records.change(owner, record.revision, to, written)) !== 'moved-on') return;
    }
  }

  #noted<Given extends IntentGiven>(intent: Given): Noted<Given> {
    return { ...intent, notedAt: this.now() };
  }

  async #find(owners: readonly Owner[]): Promise<ReadonlyMap<Owner, Found>> {
    return (await this.#findWithStories(owners)).found;
  }

  /** Records, and for reasons those of the stories they name. Nothing may wait between this and the use of the epoch keys. */
  async #findWithStories(owners: readonly Owner[]): Promise<{
    readonly found: ReadonlyMap<Owner, Found>;
    readonly recordOf: (owner: Owner) => KeyRecord | undefined;
  }> {
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.records.find(owners);
      const named = new Set<Owner>();
      for (const { record } of found.values()) for (const story of record.stories) named.add(story);
      // Read after the reasons, and again where they were asked for too: a reason and its stories in one order.
      const stories = named.size === 0 ? found : await this.records.find([...named]);
      if ([...found.values()].every(({ holder }) => holder.box === undefined || this.epochs.knows(holder.epoch))) {
        return { found, recordOf: (owner) => (stories.get(owner) ?? found.get(owner))?.record };
      }
      // Another process turned the epoch in between.
      if (attempt === mostTurnsMet) throw new Error('The vault holds keys of an epoch that it has no record of');
      await this.epochs.read();
    }
  }

  #dataKeys({ record, holder }: Found, holderKeys: Map<HolderId, Buffer>): DataKeys | undefined {
    if (record.ring === undefined || holder.box === undefined) return undefined;
    let key = holderKeys.get(holder.id);
    if (key === undefined) {
      key = this.epochs.unwrap(holder, holder.box);
      holderKeys.set(holder.id, key);
    }
    return unwrapRing(key, holder.id, record.owner, record.classes, record.ring);
  }
}

/** Nothing else that a caller may have put beside it. */
const only = ({ id, actor, at }: IntentGiven): IntentGiven => ({ id, actor, at });
