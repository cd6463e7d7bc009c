import { indexValue, isIndexValue } from './indexed-fields.js';
import type { Collection, Document, IndexValue, Query } from './read-model.js';
import type { FieldValue, Range } from './view-storage.js';

/** What came as a cursor is none of this query: an address was changed, or it is of another list. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';
}

const mostOnAPage = 1_000;
const usualOnAPage = 100;

/**
 * @throws UnknownCursor, and RangeError or Error for what only a bug asks: an index that is not there, equality that skips
 *   a field of the index, a limit outside 1 to 1,000.
 */
export function rangeOf(collection: Collection, query: Query): Range {
  const { equals, ordered } = prefixOf(collection, query);
  const limit = query.limit ?? usualOnAPage;
  if (!Number.isInteger(limit) || limit < 1 || limit > mostOnAPage) {
    throw new RangeError(`A page holds 1 to ${String(mostOnAPage)} documents, not ${String(limit)}`);
  }
  const isDescending = query.order === 'descending';
  const range = { equals, ordered, isDescending, limit };
  return query.after === undefined ? range : { ...range, after: placeOf(query.after, ordered.length) };
}

export function prefixOf(
  collection: Collection,
  { index, equals = {} }: Pick<Query, 'index' | 'equals'>,
): { readonly equals: readonly FieldValue[]; readonly ordered: readonly string[] } {
  const fields = collection.indexes[index];
  if (fields === undefined) throw new Error(`${collection.name} has no index ${index}`);
  const given = new Map(Object.entries(equals));
  const prefix = fields.slice(0, given.size).map((field): FieldValue => {
    const value = given.get(field);
    if (value === undefined) throw new Error(`Index ${index} of ${collection.name} begins with ${fields.join(', ')}`);
    return [field, value];
  });
  if (prefix.length < given.size) throw new Error(`Index ${index} of ${collection.name} has fewer fields than asked`);
  return { equals: prefix, ordered: fields.slice(prefix.length) };
}

export function cursorAt(document: Document, { ordered }: Pick<Range, 'ordered'>): string {
  const place: IndexValue[] = ordered.map((field) => indexValue(document, field));
  place.push(document.id);
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeOf(cursor: string, fields: number): NonNullable<Range['after']> {
  const place = parsed(cursor);
  const id: unknown = place.at(-1);
  const values = place.slice(0, -1).filter(isIndexValue);
  if (typeof id !== 'string' || place.length !== fields + 1 || values.length !== fields) throw unknown();
  return { values, id };
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place)) return place;
  } catch {
    // Said below: not JSON is only one way not to be a cursor.
  }
  throw unknown();
}

const unknown = (): UnknownCursor => new UnknownCursor('Not a cursor of this query');
