import { performance } from 'node:perf_hooks';

import type { Consent } from '#contracts/shared/consent.js';

import { Changing } from './changing.js';
import { decideUnlock } from './decide-unlock.js';
import type { Epochs } from './epochs.js';
import { onlyIntent, type ErasureLedger } from './erasure-ledger.js';
import { Erasing } from './erasing.js';
import { grantFor, openerFor, sealerFor } from './grants.js';
import type { HolderId, HolderRecord, KeyRecord, KeyRecords, Noted } from './key-records.js';
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
import { KeysErased, KeysUnknown, KeyVaultClosed } from './key-vault.js';
import { KeyMaking, type Wanted } from './key-making.js';
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

/** The vault over any storage: what is decided and what is sealed is the same in every shape. */
export class EnvelopeKeyVault implements KeyVault {
  readonly #making: KeyMaking;
  readonly #changing: Changing;
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
    this.#changing = new Changing(records, now, erasures);
    this.#erasing = new Erasing(records, now);
  }

  async createStory(keys: StoryKeys): Promise<Sealer> {
    const { owner, organisation, person, classes, consent, isFirstOfPerson } = keys;
    return this.#make(
      { kind: 'story', owner, organisation, holder: `person:${person}`, classes, consent },
      isFirstOfPerson,
    );
  }

  async createReason({ owner, organisation, person, stories, reach }: ReasonKeys): Promise<Sealer> {
    const named = { stories: [...new Set(stories)], reach };
    return this.#make({
      kind: 'reason',
      owner,
      organisation,
      holder: `person:${person}`,
      classes: ['reason'],
      ...named,
    });
  }

  async createPersonal({ owner, organisation, person, classes }: PersonKeys): Promise<Sealer> {
    return this.#make({ kind: 'personal', owner, organisation, holder: `person:${person}`, classes });
  }

  async createRound({ owner, organisation }: Pick<PersonKeys, 'owner' | 'organisation'>): Promise<Sealer> {
    return this.#make({ kind: 'round', owner, organisation, holder: `round:${owner}`, classes: ['ballot'] });
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

  async consentOf(owner: Owner): ReturnType<KeyVault['consentOf']> {
    this.#mustBeOpen();
    const record = (await this.records.find([owner])).get(owner)?.record;
    return record?.consent === undefined
      ? undefined
      : { consent: record.consent, state: record.state, isHeld: record.isHeld };
  }

  async narrow(owner: Owner, consent: Consent, intent: IntentGiven): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.narrow(owner, consent, intent);
  }

  async withdraw(owner: Owner, intent: IntentGiven): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.withdraw(owner, intent);
  }

  async freeze(owner: Owner, intent: IntentGiven): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.freeze(owner, intent);
  }

  async hold(owner: Owner, intent: IntentGiven): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.hold(owner, intent);
  }

  async widen(owner: Owner, agreed: (standing: Consent) => Promise<Consent | undefined>): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.widen(owner, agreed);
  }

  async unfreeze(owner: Owner, mayGoOn: () => Promise<boolean>): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.unfreeze(owner, mayGoOn);
  }

  async letGo(owner: Owner, mayLetGo: () => Promise<boolean>): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.letGo(owner, mayLetGo);
  }

  async narrowReach(owner: Owner, author: string, reach: readonly Reach[], intent: IntentGiven): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.narrowReach(owner, author, reach, intent);
  }

  async setReach(owner: Owner, author: string, reach: readonly Reach[]): Promise<void> {
    this.#mustBeOpen();
    await this.#changing.setReach(owner, author, reach);
  }

  async erase(owner: Owner, intent: IntentGiven, mayErase?: MayErase): Promise<void> {
    this.#mustBeOpen();
    const record = (await this.records.find([owner])).get(owner)?.record;
    if (record === undefined) throw new KeysUnknown(owner);
    await this.#erasing.unlessKept([owner], intent, mayErase, async () => {
      // First: after a stop between the two, what was asked for is done at the next start.
      if (record.state !== 'erased') await this.erasures?.note({ what: 'erase', owner, ...onlyIntent(intent) });
      await this.records.erase([owner], this.#noted(intent));
    });
  }

  async erasePerson(person: string, intent: IntentGiven, mayErase?: MayErase): Promise<void> {
    this.#mustBeOpen();
    const holder: HolderId = `person:${person}`;
    const stories = (await this.records.ringsOf(holder)).filter(({ kind }) => kind === 'story');
    const owners = stories.map(({ owner }) => owner);
    await this.#erasing.unlessKept(owners, intent, mayErase, async () => {
      await this.erasures?.note({ what: 'erase-person', person, ...onlyIntent(intent) });
      await this.records.eraseHolder(holder, this.#noted(intent));
    });
  }

  async keepFromErasing(owner: Owner): Promise<boolean> {
    this.#mustBeOpen();
    return this.#erasing.keepFrom(owner);
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

  async #make(
    wanted: Omit<Wanted, 'consent' | 'stories' | 'reach'> & Partial<Wanted>,
    isHolderNew = false,
  ): Promise<Sealer> {
    this.#mustBeOpen();
    const classes = [...new Set(wanted.classes)];
    return this.#making.make({ consent: undefined, stories: [], reach: [], ...wanted, classes }, isHolderNew);
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new KeyVaultClosed('The key vault is closed');
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
