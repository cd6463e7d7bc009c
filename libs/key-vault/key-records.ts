import type { Consent } from '#contracts/shared/consent.js';
import type { TextClass } from '#contracts/shared/sealed.js';

import type { Intent, IntentGiven, IntentState, Owner, Reach } from './key-vault.js';

export type KeyState = 'active' | 'frozen' | 'withdrawn' | 'erased';

/** With when the vault was told: milliseconds since 1970, by its own clock. `at` is what the command says. */
export type Noted<Given extends IntentGiven> = Given & { readonly notedAt: number };

/** Whose key wraps the keys of an owner: `person:<id>`, or `round:<owner>` for a round, which has no person. */
export type HolderId = `person:${string}` | `round:${string}`;

export interface HolderRecord {
  readonly id: HolderId;
  /** Grows with every change, erasures of what it holds included. */
  readonly revision: number;
  readonly epoch: number;
  /** The holder's key, wrapped by the epoch key. Undefined: erased, for ever. */
  readonly box: Buffer | undefined;
  /** Something it wrapped was destroyed: at the next turn of the epoch it gets a new key, not only a new wrapping. */
  readonly mustChange: boolean;
}

interface KeptFor {
  readonly owner: Owner;
  readonly kind: 'story' | 'reason' | 'personal' | 'round';
  readonly organisation: string;
  readonly holder: HolderId;
  readonly classes: readonly TextClass[];
  /** Stories only. */
  readonly consent: Consent | undefined;
  /** Reasons only: what they name. */
  readonly stories: readonly Owner[];
  readonly reach: readonly Reach[];
}

export interface KeyRecord extends KeptFor {
  readonly state: KeyState;
  /** Stories only. Beside the state: what its teller says does not lift it. */
  readonly isHeld: boolean;
  readonly revision: number;
  /** One data key a class, in their order, wrapped together by the holder's key. Undefined: erased. */
  readonly ring: Buffer | undefined;
}

export interface Addition extends KeptFor {
  readonly ring: Buffer;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The holder as the ring was wrapped: one that stands, or one to be added with it. */
  readonly under:
    | { readonly holder: 'standing'; readonly revision: number }
    | { readonly holder: 'new'; readonly epoch: number; readonly box: Buffer };
}

/** `holder-changed`: someone else made, changed or erased the holder, or turned the epoch; read again and wrap again. */
export type Added =
  | { readonly outcome: 'added' | 'there-already' | 'holder-changed' }
  | { readonly outcome: 'story-erased'; readonly story: Owner };

/** What may be changed of a record that stands. */
export interface KeyChange {
  readonly state?: KeyState;
  readonly isHeld?: boolean;
  readonly consent?: Consent;
  /** Reasons only. */
  readonly reach?: readonly Reach[];
}

export interface Epoch {
  readonly epoch: number;
  /** Shows that a key file holds the key that this storage was written with. */
  readonly proof: Buffer;
  readonly isCurrent: boolean;
}

export interface Rewrapped {
  readonly id: HolderId;
  readonly revision: number;
  readonly epoch: number;
  readonly box: Buffer;
  /** Given when the holder got a new key: all of its live rings, wrapped by that. */
  readonly rings?: readonly { readonly owner: Owner; readonly revision: number; readonly ring: Buffer }[];
}

/**
 * What the vault needs of a database. Several processes may use one storage at the same time: every promise below is
 * kept inside one transaction, never by what a process remembers. It holds wrapped keys, consent and ids; no key and
 * no text in clear ever reaches it.
 */
export interface KeyRecords {
  /** Records with their holders, as they stand now. Unknown owners are absent. */
  find(
    owners: readonly Owner[],
  ): Promise<ReadonlyMap<Owner, { readonly record: KeyRecord; readonly holder: HolderRecord }>>;
  findHolders(ids: readonly HolderId[]): Promise<ReadonlyMap<HolderId, HolderRecord>>;
  /**
   * All in one write, each done whole or not at all, judged in their order. A new holder's epoch must be the current one.
   * What follows a new holder in the same write stands or falls with it: where another process was first, its revision
   * is the same and its key is not.
   */
  add(additions: readonly Addition[]): Promise<readonly Added[]>;
  /** More classes for an owner. False: the record or its holder is not at this revision any more. */
  replaceRing(
    owner: Owner,
    revision: number,
    holderRevision: number,
    classes: readonly TextClass[],
    ring: Buffer,
  ): Promise<boolean>;

  /**
   * Sets state, hold, consent or reach of a record that is at this revision. With an intent, it is kept in the same transaction,
   * and one with the same id, settled or not, means that all was done before.
   */
  change(
    owner: Owner,
    revision: number,
    to: KeyChange,
    intent: Noted<Intent> | undefined,
  ): Promise<'changed' | 'moved-on' | 'done-before'>;
  /**
   * Destroys rings and marks `erased`: of these owners, and of every reason that names one of them. Each gets an
   * intent: the first owner given under the intent's id, the others under `<id>:<owner>`. Their holders must change.
   */
  erase(owners: readonly Owner[], intent: Noted<IntentGiven>): Promise<void>;
  /** The same for all that a person holds, and for the person's key, also when there was none yet. Their intents: `<id>:<owner>`. */
  eraseHolder(id: HolderId, intent: Noted<IntentGiven>): Promise<void>;
  intentState(id: string): Promise<IntentState>;
  /** Those that were noted until then, or all. */
  pendingIntents(notedUntil?: number): Promise<readonly Intent[]>;
  settleIntent(id: string): Promise<void>;

  /** Live owners with this prefix, made before (milliseconds), in order, after one of them. */
  ownersMadeBefore(time: number, prefix: string, after: Owner, limit: number): Promise<readonly Owner[]>;
  /** Removes records as if they had never been. Their holders must change. */
  remove(owners: readonly Owner[]): Promise<void>;

  epochs(): Promise<readonly Epoch[]>;
  /** Makes it the current one, unless there is one as high. */
  addEpoch(epoch: number, proof: Buffer): Promise<void>;
  /** False while a holder's key is wrapped under it. */
  removeEpoch(epoch: number): Promise<boolean>;
  countUnderOldEpochs(): Promise<number>;
  /** Live holders whose key is wrapped under an epoch that is not current. */
  holdersUnderOldEpochs(limit: number): Promise<readonly HolderRecord[]>;
  ringsOf(id: HolderId): Promise<readonly KeyRecord[]>;
  /** Each whole, or left alone when the holder is not at this revision or its live rings are not exactly these. */
  rewrap(holders: readonly Rewrapped[]): Promise<void>;
  /** Lets go of old pages as far as the database can. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}
