/** What stands on one page, and where the next begins. */
export interface PageOfList<Item> {
  readonly items: readonly Item[];
  /** Undefined at the end. */
  readonly next: string | undefined;
}

/**
 * One page of a list that is at hand whole, since it is told apart or put in order only after it was read. It stands in
 * the order of its places, each of which is one item's alone. What leaves the list between two pages misses nobody the rest.
 */
export function pageOfList<Item>(
  all: readonly Item[],
  placeOf: (item: Item) => string,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): PageOfList<Item> {
  const placed = all
    .map((item) => ({ item, place: placeOf(item) }))
    .filter(({ place }) => after === undefined || place > after)
    .sort((one, other) => (one.place < other.place ? -1 : 1));
  return {
    items: placed.slice(0, limit).map(({ item }) => item),
    next: placed.length > limit ? placed[limit - 1]?.place : undefined,
  };
}
