import type { Consent, ConsentAudience, ConsentUse } from '#contracts/shared/consent.js';
import type { Sealed, TextClass } from '#contracts/shared/sealed.js';

/** `story/<id>`, `reason/<id>`, `contributor/<id>` (a reason: name and contact of one of several who told a story), `person/<id>` (name and contact of someone with an account), `round/<id>`, `draft/<id>`, `file/<id>`. */
export type Owner = string;

/** Beside audiences: named in the consent wording, limited by role, logged. */
export type ServicePurpose = 'teller' | 'moderate' | 'translate' | 'code' | 'verify' | 'safeguard' | 'rights';

export interface Reader {
  /** Person id, or `anyone` for what is public. */
  readonly person: string;
  readonly organisation: string;
  /** Teams the reader belongs to: exclusions may name them. */
  readonly teams?: readonly string[];
}

/** How far the author of a reason lets it go. */
export type Reach = 'this-panel' | 'later-panels' | 'teller' | 'reports';

export interface UnlockRequest {
  readonly owner: Owner;
  readonly reader: Reader;
  /** `audience`: as one of the consented audiences. Else a service purpose. `own`: a person's own name, a draft, a file of theirs. */
  readonly purpose: 'audience' | 'own' | ServicePurpose;
  /** Needed where purpose is `audience`. */
  readonly audience?: ConsentAudience;
  readonly use: 'read' | ConsentUse;
  /** For reasons: which step of its reach this is. `reports`, also of a story: for what leaves the daily work of its organisation. */
  readonly reach?: Reach;
}

export type WithheldBecause =
  'not-consented' | 'excluded' | 'withdrawn' | 'frozen' | 'held' | 'erased' | 'out-of-reach' | 'unknown';

export interface Withheld {
  readonly kind: 'withheld';
  readonly owner: Owner;
  readonly because: WithheldBecause;
}

/** Opens what was sealed, for 500 ms by the monotonic clock; after that `open` throws GrantExpired: ask again. */
export interface Grant {
  readonly kind: 'granted';
  readonly owner: Owner;
  readonly classes: readonly TextClass[];
  /** Monotonic milliseconds (performance.now()) after which it opens nothing. */
  readonly expiresAt: number;
  /** @throws when the class is not granted, the grant is too old, or the ciphertext was changed. */
  open<Value>(sealed: Sealed): Value;
}

export type Unlocked = Grant | Withheld;

/** Seals for one owner, without further calls to the vault. Keep it no longer than one request or one batch. */
export interface Sealer {
  readonly owner: Owner;
  seal(textClass: TextClass, version: number, value: unknown): Sealed;
}

export interface StoryKeys {
  readonly owner: Owner;
  readonly organisation: string;
  /** The teller: erasing the person ends all of their keys. */
  readonly person: string;
  readonly classes: readonly TextClass[];
  readonly consent: Consent;
  /** The person was made up with the story: their key is not looked for before it is made. */
  readonly isFirstOfPerson?: boolean;
}

export interface ReasonKeys {
  readonly owner: Owner;
  readonly organisation: string;
  /** Its author. */
  readonly person: string;
  /** Shown only while every story it names is shown. */
  readonly stories: readonly Owner[];
  readonly reach: readonly Reach[];
}

export interface PersonKeys {
  readonly owner: Owner;
  readonly organisation: string;
  readonly person: string;
  readonly classes: readonly TextClass[];
}

/** Something taken back at the key that a service still has to write down as an event. */
export interface Intent {
  readonly id: string;
  readonly kind: 'narrow' | 'withdraw' | 'freeze' | 'hold' | 'erase' | 'reach';
  readonly owner: Owner;
  readonly organisation: string;
  readonly actor: string;
  readonly at: string;
  readonly consent?: Consent;
  /** Of `reach`: how far it still goes. */
  readonly reach?: readonly Reach[];
}

export type IntentState = 'unknown' | 'pending' | 'settled';

export type IntentGiven = Pick<Intent, 'id' | 'actor' | 'at'>;

/** Reads the events: what has to be kept is not erased. */
export type MayErase = (story: Owner) => Promise<boolean>;

export interface KeyVault {
  /** Makes the keys if they are not there; the same owner again gives the same keys. Callers at the same moment share one write. */
  createStory(keys: StoryKeys): Promise<Sealer>;
  createReason(keys: ReasonKeys): Promise<Sealer>;
  createPersonal(keys: PersonKeys): Promise<Sealer>;
  /** A key that only `openRound` gives out. */
  createRound(keys: { readonly owner: Owner; readonly organisation: string }): Promise<Sealer>;
  /** For closing a round: opens ballots sealed under its key, with no limit of time but the caller's. */
  openRound(owner: Owner): Promise<Pick<Grant, 'open'>>;
  /** For a new version of what exists. Undefined when erased or unknown. */
  sealer(owner: Owner): Promise<Sealer | undefined>;

  /** One answer a request, in their order. */
  unlock(requests: readonly UnlockRequest[]): Promise<readonly Unlocked[]>;
  /** Consent as it is now, for pages that show it beside the story. */
  consentOf(owner: Owner): Promise<
    | {
        readonly consent: Consent;
        readonly state: 'active' | 'frozen' | 'withdrawn' | 'erased';
        /** Kept from its audiences for now, whatever its teller agreed to. */
        readonly isHeld: boolean;
      }
    | undefined
  >;

  /** Less goes to the vault first and holds at once; the intent becomes the event. Never wider than what stands: @throws ConsentWidened. */
  narrow(owner: Owner, consent: Consent, intent: IntentGiven): Promise<void>;
  withdraw(owner: Owner, intent: IntentGiven): Promise<void>;
  freeze(owner: Owner, intent: IntentGiven): Promise<void>;
  /** Kept from its audiences by those who look after it, beside what its teller says: going on does not lift it. */
  hold(owner: Owner, intent: IntentGiven): Promise<void>;
  /** Destroys the keys, unless `mayErase` says no: it is asked again where the key moved on meanwhile. */
  erase(owner: Owner, intent: IntentGiven, mayErase?: MayErase): Promise<void>;
  /** Asks of each story of theirs; where one must stay, all do. */
  erasePerson(person: string, intent: IntentGiven, mayErase?: MayErase): Promise<void>;
  /**
   * After the event that says it has to be kept: whoever is about to erase it asks again. False: it is erased, or somebody
   * asked before the event and goes on to erase it.
   */
  keepFromErasing(owner: Owner): Promise<boolean>;
  /**
   * More goes event first, then here: only by the teller. `agreed` reads the events; asked again where the key moved on
   * meanwhile. Nothing is given where it says undefined, or while something that was taken away is not an event yet.
   */
  widen(owner: Owner, agreed: (standing: Consent) => Promise<Consent | undefined>): Promise<void>;
  /**
   * The event first, then here. `mayGoOn` reads the events; asked again where the key moved on meanwhile. Frozen it stays
   * where that says no, or while a freeze is not an event yet.
   */
  unfreeze(owner: Owner, mayGoOn: () => Promise<boolean>): Promise<void>;
  /** As `unfreeze`, of a hold. */
  letGo(owner: Owner, mayLetGo: () => Promise<boolean>): Promise<void>;
  /** Of how far a reason goes only what its author still says: before the event. */
  narrowReach(owner: Owner, author: string, reach: readonly Reach[], intent: IntentGiven): Promise<void>;
  /** How far a reason goes from now on, as its author says: after the event. What is erased stays so. */
  setReach(owner: Owner, author: string, reach: readonly Reach[]): Promise<void>;
  /** Those that were left at least so long ago, by the vault's own clock: whoever left a young one is still at work. */
  pendingIntents(olderThanMs?: number): Promise<readonly Intent[]>;
  /** As it is at this moment. Settled: what it was left for is over, whatever was given back since. */
  intentState(id: string): Promise<IntentState>;
  settleIntent(id: string): Promise<void>;

  /**
   * Destroys keys made before a time (ISO 8601) for owners that nobody knows: a story's key is made first, and its
   * event may never have followed. `isKnown` is asked in pages and answers with those that exist. Returns how many went.
   * Only owners that start with `prefix` are looked at: `story/` unless said otherwise.
   */
  sweepOrphans(
    olderThan: string,
    isKnown: (owners: readonly Owner[]) => Promise<ReadonlySet<Owner>>,
    prefix?: string,
  ): Promise<number>;

  /** Wraps every live key again under a new epoch key and destroys the old one: after that old copies open nothing that was erased. */
  turnEpoch(onProgress?: (done: number, of: number) => void): Promise<void>;
  /** When the present epoch began: milliseconds since 1970. */
  epochBegan(): Promise<number>;
  close(): Promise<void>;
}

export class GrantExpired extends Error {
  override readonly name = 'GrantExpired';
}
export class ConsentWidened extends Error {
  override readonly name = 'ConsentWidened';
}
/** Keys were asked for an owner, a person, or a reason's story that was erased: they are never made again. */
export class KeysErased extends Error {
  override readonly name = 'KeysErased';
  constructor(readonly owner: Owner) {
    super(`The keys of ${owner} were erased`);
  }
}
/** The vault never made keys for this owner: a bug of the caller. */
export class KeysUnknown extends Error {
  override readonly name = 'KeysUnknown';
  constructor(readonly owner: Owner) {
    super(`There are no keys of ${owner}`);
  }
}
/** The owner has keys of another kind, person or organisation: a bug of the caller. */
export class KeysBelongElsewhere extends Error {
  override readonly name = 'KeysBelongElsewhere';
  constructor(readonly owner: Owner) {
    super(`The keys of ${owner} were made for another kind, person or organisation`);
  }
}
/** Changed ciphertext, or ciphertext of another owner, class, version or key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}
export class KeyVaultClosed extends Error {
  override readonly name = 'KeyVaultClosed';
}
/** Missing, unreadable or wrong master or epoch key: the start stops with what to do. */
export class KeyUnusable extends Error {
  override readonly name = 'KeyUnusable';
  constructor(
    readonly because:
      | 'master-key-missing'
      | 'master-key-malformed'
      | 'master-key-wrong'
      | 'epoch-key-missing'
      | 'epoch-key-corrupt'
      | 'key-service-misnamed'
      | 'key-service-away'
      | 'key-service-sealed'
      | 'key-service-refused'
      | 'key-service-key-missing'
      | 'erasures-damaged',
    readonly whatToDo: string,
  ) {
    super(`${because}: ${whatToDo}`);
  }
}
