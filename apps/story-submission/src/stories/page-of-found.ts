import type { PageOfList } from '#projections/page-of-list.js';
import { cursorAt, rangeOf } from '#projections/range.js';
import type { Collection, Document, Query, Views } from '#projections/read-model.js';

interface Asked<Doc extends Document, Item> {
  readonly after: string | undefined;
  readonly limit: number;
  /** Undefined: it does not stand in the list. */
  readonly itemOf: (document: Doc) => Item | undefined | Promise<Item | undefined>;
  /** The list ends before it. */
  readonly until?: (document: Doc) => boolean;
}

/** One page of what is found in the order of an index, where some of it is told apart only after it was read. */
export async function pageOfFound<Doc extends Document, Index extends string, Item>(
  views: Views,
  collection: Collection<Doc, Index>,
  query: Pick<Query<Index>, 'index' | 'equals'>,
  { after, limit, itemOf, until = () => false }: Asked<Doc, Item>,
): Promise<PageOfList<Item>> {
  const items: Item[] = [];
  let last: Doc | undefined;
  for (let cursor = after; ;) {
    const from = cursor === undefined ? {} : { after: cursor };
    const { documents, next } = await views.find(collection, { ...query, ...from, limit: readAtOnce });
    for (const document of documents) {
      if (until(document)) return { items, next: undefined };
      const item = await itemOf(document);
      if (item === undefined) continue;
      if (items.length === limit && last !== undefined) {
        return { items, next: cursorAt(last, rangeOf(collection, query)) };
      }
      items.push(item);
      last = document;
    }
    if (next === undefined) return { items, next: undefined };
    cursor = next;
  }
}

const readAtOnce = 100;
