import type { Collection, IndexValue } from './read-model.js';

/** One generation of a read model's documents, `stories@2#5`: built from the first event on, beside any other. */
export interface ViewSet {
  /** Never used twice within one storage. */
  readonly number: number;
  readonly readModel: string;
  readonly version: number;
}

/** `retired`: to be dropped; it may be half gone already. */
export type SetState = 'building' | 'serving' | 'retired';

export interface KnownSet extends ViewSet {
  readonly state: SetState;
  /** Last position of the log that its documents contain. */
  readonly position: number;
  /** Its collections and indexes as they were declared when it was made (see `shapeOf`). */
  readonly shape: string;
}

export interface NewSet {
  readonly readModel: string;
  readonly version: number;
  readonly shape: string;
  readonly collections: readonly Collection[];
}

export interface StoredDocument {
  readonly id: string;
  /** Canonical JSON. */
  readonly json: string;
  /** Values of the collection's indexed fields, in the order of `indexedFields`. */
  readonly values: readonly IndexValue[];
}

export interface CollectionChanges {
  readonly collection: Collection;
  /** Each id at most once in `puts` and `removed` together. */
  readonly puts: readonly StoredDocument[];
  readonly removed: readonly string[];
}

/** What a batch of commits does to one set. */
export interface SetAdvance {
  readonly set: ViewSet;
  readonly from: number;
  readonly to: number;
  readonly changes: readonly CollectionChanges[];
}

export type FieldValue = readonly [field: string, value: IndexValue];

/**
 * Documents with equal values in the first fields, in the order of the others and then of the id; null comes first, text
 * is ordered by code point. Descending turns all of it round, the id too.
 */
export interface Range {
  readonly equals: readonly FieldValue[];
  readonly ordered: readonly string[];
  readonly isDescending: boolean;
  /** Values of `ordered` and the id of the document after which to begin. */
  readonly after?: { readonly values: readonly IndexValue[]; readonly id: string };
  readonly limit: number;
}

/**
 * What projections need of a database. Several processes may use it. Every method rejects with StorageUnavailable when
 * the disk or the server is full, read-only or away. Documents go in and come out as canonical JSON text.
 */
export interface ViewStorage {
  /**
   * Several processes may read here: a set that was retired stays for so long, and whoever reads looks within that time
   * which one serves. Left out: one process has it for itself.
   */
  readonly keepsRetiredForMs?: number;

  /** As many commits as change no more than what one transaction has room for. Left out: any number. */
  readonly commitsAtOnce?: number;

  sets(): Promise<readonly KnownSet[]>;

  /** An empty set at position 0. One that serves has its indexes at once, one that is built gets them later. */
  create(set: NewSet, state: 'building' | 'serving'): Promise<KnownSet>;

  /** Makes an index of a set, where it is not there yet. Without it `find` is right but slow. */
  makeIndex(set: ViewSet, collection: Collection, index: string): Promise<void>;

  /**
   * In one transaction: this set serves, the one that served is retired. False: another process has retired or dropped
   * this one, and nothing was changed.
   */
  serve(set: ViewSet): Promise<boolean>;

  /** Takes the set and its documents away, a little at a time; may be called again after it broke off. */
  drop(set: ViewSet): Promise<void>;

  /**
   * All of it in one transaction, checkpoints included. False: a set no longer stands at `from`, because another
   * process moved it, and nothing was written.
   */
  write(advances: readonly SetAdvance[]): Promise<boolean>;

  get(set: ViewSet, collection: Collection, id: string): Promise<string | undefined>;

  /** A set made before a field or collection was declared answers all the same: by the documents it has. */
  find(set: ViewSet, collection: Collection, range: Range): Promise<readonly string[]>;

  count(set: ViewSet, collection: Collection, equals: readonly FieldValue[]): Promise<number>;

  /** JSON of the documents after an id, in order of id, at most `limit`. */
  walk(set: ViewSet, collection: Collection, afterId: string, limit: number): Promise<readonly string[]>;
}

export interface Checkpoint {
  readonly follower: string;
  readonly position: number;
}

/** How far those who follow the log have come. */
export interface CheckpointStorage {
  /** 0: nothing taken yet. */
  position(follower: string): Promise<number>;
  /** Never goes back: a process that was paused does not take back what another has done since. */
  save(follower: string, position: number): Promise<void>;
}
