import { canonicalJson } from '#event-store/canonical-json.js';

import { compareValues, indexedFields, indexValue } from './indexed-fields.js';
import { cursorAt, rangeOf } from './range.js';
import type { Changes, Collection, Document, Query } from './read-model.js';
import { asRead, documentOf, frozen } from './stored-json.js';
import type { CollectionChanges, Range, ViewSet, ViewStorage } from './view-storage.js';

interface Entry {
  /** Undefined: not there. */
  document: Document | undefined;
  isChanged: boolean;
  /** It has been through JSON, as a document of an earlier batch has: same keys, same order of keys. */
  isRead: boolean;
}

/** Changes of one batch to one set, seen by the events after them and written together at its end. */
export class BatchChanges implements Changes {
  readonly #entries = new Map<string, Map<string, Entry>>();
  readonly #collections = new Map<string, Collection>();
  /** By query, the cursor up to which this batch has touched every committed match: what is touched stays so. */
  readonly #touchedUpTo = new Map<string, string>();
  #outage: { readonly error: unknown } | undefined;

  constructor(
    private readonly storage: ViewStorage,
    private readonly set: ViewSet,
    collections: readonly Collection[],
    /** Told of each index that is asked, before it is. */
    private readonly onFind: (collection: Collection, index: string) => Promise<void>,
  ) {
    for (const collection of collections) {
      this.#collections.set(collection.name, collection);
      this.#entries.set(collection.name, new Map());
    }
  }

  async get<Doc extends Document>(collection: Collection<Doc>, id: string): Promise<Doc | undefined> {
    const entries = this.#entriesOf(collection);
    let entry = entries.get(id);
    if (entry === undefined) {
      const json = await this.#answered(this.storage.get(this.set, collection, id));
      const document = json === undefined ? undefined : frozen(documentOf(collection, json));
      entry = { document, isChanged: false, isRead: true };
      entries.set(id, entry);
    }
    return read(collection, entry);
  }

  async find<Doc extends Document, Index extends string>(
    collection: Collection<Doc, Index>,
    query: Omit<Query<Index>, 'after'>,
  ): Promise<readonly Doc[]> {
    const entries = this.#entriesOf(collection);
    await this.#answered(this.onFind(collection, query.index));
    const range = rangeOf(collection, query);
    const found: Doc[] = [];
    for (const entry of entries.values()) {
      if (!entry.isChanged || entry.document === undefined || !isWithin(entry.document, range)) continue;
      const document = read(collection, entry);
      if (document !== undefined) found.push(document);
    }
    for await (const document of this.#committed(collection, query)) found.push(document);
    return found.sort(inOrderOf(range)).slice(0, range.limit);
  }

  put<Doc extends Document>(collection: Collection<Doc>, document: Doc): void {
    this.#entriesOf(collection).set(document.id, { document, isChanged: true, isRead: false });
  }

  remove<Doc extends Document>(collection: Collection<Doc>, id: string): void {
    this.#entriesOf(collection).set(id, { document: undefined, isChanged: true, isRead: true });
  }

  /** Documents that are held here, changed or only read. */
  get size(): number {
    let size = 0;
    for (const entries of this.#entries.values()) size += entries.size;
    return size;
  }

  /** @throws what a storage threw that could not be read: whatever was projected without its answer is unsound. */
  assertRead(): void {
    if (this.#outage !== undefined) throw this.#outage.error;
  }

  /** What is to be written. */
  collected(): readonly CollectionChanges[] {
    return [...this.#collections.values()].flatMap((collection) => {
      const fields = indexedFields(collection);
      const puts: CollectionChanges['puts'][number][] = [];
      const removed: string[] = [];
      for (const [id, { document, isChanged }] of this.#entriesOf(collection)) {
        if (!isChanged) continue;
        if (document === undefined) removed.push(id);
        else
          puts.push({ id, json: canonicalJson(document), values: fields.map((field) => indexValue(document, field)) });
      }
      return puts.length + removed.length === 0 ? [] : [{ collection, puts, removed }];
    });
  }

  /** As many matches as asked, if there are, that this batch has not touched. */
  async *#committed<Doc extends Document>(collection: Collection<Doc>, query: Query): AsyncGenerator<Doc> {
    const entries = this.#entriesOf(collection);
    const key = JSON.stringify([collection.name, query.index, query.equals, query.order]);
    const touchedUpTo = this.#touchedUpTo.get(key);
    let range = rangeOf(collection, touchedUpTo === undefined ? query : { ...query, after: touchedUpTo });
    let wanted = range.limit;
    let isAllTouched = true;
    for (;;) {
      const found = await this.#answered(this.storage.find(this.set, collection, range));
      const page = found.map((json) => documentOf(collection, json));
      for (const document of page) {
        if (entries.get(document.id)?.isChanged === true) {
          if (isAllTouched) this.#touchedUpTo.set(key, cursorAt(document, range));
          continue;
        }
        isAllTouched = false;
        yield frozen(document);
        wanted -= 1;
        if (wanted === 0) return;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < range.limit) return;
      range = rangeOf(collection, { ...query, after: cursorAt(last, range) });
    }
  }

  async #answered<Answer>(asked: Promise<Answer>): Promise<Answer> {
    try {
      return await asked;
    } catch (error) {
      this.#outage ??= { error };
      throw error;
    }
  }

  #entriesOf(collection: Collection): Map<string, Entry> {
    const entries = this.#entries.get(collection.name);
    if (entries === undefined) throw new Error(`The read model does not declare the collection ${collection.name}`);
    return entries;
  }
}

/** A document put in this batch is seen as it will be read in another one: else live and rebuilt could differ. */
function read<Doc extends Document>(collection: Collection<Doc>, entry: Entry): Doc | undefined {
  if (entry.document === undefined) return undefined;
  if (!entry.isRead) {
    entry.document = frozen(asRead(collection, entry.document));
    entry.isRead = true;
  }
  return documentOf(collection, entry.document);
}

const isWithin = (document: Document, { equals }: Range): boolean =>
  equals.every(([field, value]) => compareValues(indexValue(document, field), value) === 0);

const inOrderOf =
  ({ ordered, isDescending }: Range) =>
  (left: Document, right: Document): number => {
    for (const field of [...ordered, 'id']) {
      const order = compareValues(indexValue(left, field), indexValue(right, field));
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  };
