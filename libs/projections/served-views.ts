import { setImmediate } from 'node:timers/promises';

import { indexValue } from './indexed-fields.js';
import { cursorAt, prefixOf, rangeOf } from './range.js';
import type { Collection, Document, Found, Query, Views } from './read-model.js';
import { documentOf } from './stored-json.js';
import type { ViewSet, ViewStorage } from './view-storage.js';

const streamedAtOnce = 500;

/** Reads from whichever set serves at the moment. A collection whose first set is still being built is empty. */
export class ServedViews implements Views {
  constructor(
    private readonly storage: ViewStorage,
    /** @throws Error for a collection that no read model declares. */
    private readonly servingSetOf: (collection: Collection) => Promise<ViewSet | undefined>,
    private readonly waiting: Pick<Views, 'reached' | 'level'>,
  ) {}

  readonly reached: Views['reached'] = (...given) => this.waiting.reached(...given);
  readonly level: Views['level'] = (...given) => this.waiting.level(...given);

  async get<Doc extends Document>(collection: Collection<Doc>, id: string): Promise<Doc | undefined> {
    const json = await this.#reading(collection, undefined, (set) => this.storage.get(set, collection, id));
    return json === undefined ? undefined : documentOf(collection, json);
  }

  async find<Doc extends Document, Index extends string>(
    collection: Collection<Doc, Index>,
    query: Query<Index>,
  ): Promise<Found<Doc>> {
    const range = rangeOf(collection, query);
    // One more than asked tells whether there is a next page.
    const wider = { ...range, limit: range.limit + 1 };
    const found = await this.#reading(collection, [], (set) => this.storage.find(set, collection, wider));
    const documents = found.slice(0, range.limit).map((json) => documentOf(collection, json));
    const last = documents.at(-1);
    if (found.length <= range.limit || last === undefined) return { documents };
    return { documents, next: cursorAt(last, range) };
  }

  async count<Doc extends Document, Index extends string>(
    collection: Collection<Doc, Index>,
    query: Pick<Query<Index>, 'index' | 'equals'>,
  ): Promise<number> {
    const { equals } = prefixOf(collection, query);
    return this.#reading(collection, 0, (set) => this.storage.count(set, collection, equals));
  }

  async *stream<Doc extends Document, Index extends string>(
    collection: Collection<Doc, Index>,
    query: Omit<Query<Index>, 'after' | 'limit'>,
  ): AsyncGenerator<Doc> {
    let range = { ...rangeOf(collection, query), limit: streamedAtOnce };
    for (;;) {
      const wanted = range;
      const page = await this.#reading(collection, [], (set) => this.storage.find(set, collection, wanted));
      let last: Doc | undefined;
      for (const json of page) {
        last = documentOf(collection, json);
        yield last;
      }
      if (last === undefined || page.length < streamedAtOnce) return;
      // An embedded database never waits by itself: without a turn nobody else is served until the last page is out.
      await setImmediate();
      const { id } = last;
      const end = last;
      range = { ...range, after: { values: range.ordered.map((field) => indexValue(end, field)), id } };
    }
  }

  /** What was read of a set that meanwhile gave way to another may be of one that is half gone: it is read again. */
  async #reading<Result>(
    collection: Collection,
    ofNothing: Result,
    read: (set: ViewSet) => Promise<Result>,
  ): Promise<Result> {
    for (let set = await this.servingSetOf(collection); set !== undefined;) {
      const result = await read(set);
      const now = await this.servingSetOf(collection);
      if (now?.number === set.number) return result;
      set = now;
    }
    return ofNothing;
  }
}
