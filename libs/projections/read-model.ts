import type { RecordedEvent } from '#event-store/event-store.js';

/** Documents are plain JSON with an id. Personal text in them is sealed. */
export interface Document {
  readonly id: string;
}

export type IndexValue = string | number | boolean | null;

/** A typed collection. An index is a list of top-level fields; values there are strings, numbers, booleans or null. */
export interface Collection<Doc extends Document = Document, Index extends string = string> {
  readonly name: string;
  readonly indexes: Readonly<Record<Index, readonly string[]>>;
  /** For the compiler alone: ties the collection to the type of its documents. Never set. */
  readonly holds?: Doc;
}

/** Usage: `const stories = collection<StoryDoc>()('stories', { byPeriod: ['programme', 'period', 'toldOn'] })`. */
export const collection =
  <Doc extends Document>() =>
  <const Indexes extends Readonly<Record<string, readonly (keyof Doc & string)[]>>>(
    name: string,
    indexes: Indexes,
  ): Collection<Doc, keyof Indexes & string> => ({ name, indexes });

/** Equal on the first fields of the index, in the order of the rest, then by id. */
export interface Query<Index extends string = string> {
  readonly index: Index;
  readonly equals?: Readonly<Record<string, IndexValue>>;
  readonly order?: 'ascending' | 'descending';
  /** Cursor of the last page. */
  readonly after?: string;
  /** 1 to 1,000; 100 if left out. */
  readonly limit?: number;
}

export interface Found<Doc extends Document> {
  readonly documents: readonly Doc[];
  /** For the next page; undefined at the end. */
  readonly next?: string;
}

/** Asked of the views of one service; sees only whole batches. */
export interface Views {
  get<Doc extends Document>(collection: Collection<Doc>, id: string): Promise<Doc | undefined>;
  find<Doc extends Document, Index extends string>(
    collection: Collection<Doc, Index>,
    query: Query<Index>,
  ): Promise<Found<Doc>>;
  count<Doc extends Document, Index extends string>(
    collection: Collection<Doc, Index>,
    query: Pick<Query<Index>, 'index' | 'equals'>,
  ): Promise<number>;
  /** Every match, in order, in flat memory. */
  stream<Doc extends Document, Index extends string>(
    collection: Collection<Doc, Index>,
    query: Omit<Query<Index>, 'after' | 'limit'>,
  ): AsyncIterable<Doc>;
  /** Resolves true when every read model has seen this version of the stream, false after `withinMs` (2,000 if left out). */
  reached(stream: string, version: number, withinMs?: number): Promise<boolean>;
  /**
   * The same for all that was written before the call, for whoever reads what a command was answered without waiting
   * for: what does not follow is read as it stands when the time is over.
   */
  level(withinMs?: number): Promise<boolean>;
}

/** What one event may do to a read model: everything within the batch's transaction, its own changes seen. */
export interface Changes {
  get<Doc extends Document>(collection: Collection<Doc>, id: string): Promise<Doc | undefined>;
  find<Doc extends Document, Index extends string>(
    collection: Collection<Doc, Index>,
    query: Omit<Query<Index>, 'after'>,
  ): Promise<readonly Doc[]>;
  put<Doc extends Document>(collection: Collection<Doc>, document: Doc): void;
  remove<Doc extends Document>(collection: Collection<Doc>, id: string): void;
}

export interface ReadModel {
  readonly name: string;
  /** Raise it when the shape changes: the model is then rebuilt beside the old one and swapped. */
  readonly version: number;
  readonly collections: readonly Collection[];
  /** Deterministic, from the event alone: no clock, no randomness, so that rebuilt and live are byte-identical. */
  project(event: RecordedEvent, changes: Changes): Promise<void> | void;
}
