import { canonicalJson } from '#event-store/canonical-json.js';

import type { Collection, Document, IndexValue, ReadModel } from './read-model.js';

/** Fields that stand in any index of the collection: each once, sorted. */
export function indexedFields(collection: Collection): readonly string[] {
  let fields = known.get(collection);
  if (fields === undefined) {
    fields = [...new Set(Object.values(collection.indexes).flat())].sort();
    known.set(collection, fields);
  }
  return fields;
}

const known = new WeakMap<Collection, readonly string[]>();

/**
 * A field that is not there counts as null.
 *
 * @throws TypeError for a list, an object or a number that is not finite.
 */
export function indexValue(document: Document, field: string): IndexValue {
  const value: unknown = Reflect.get(document, field);
  if (value === undefined) return null;
  if (isIndexValue(value)) return value;
  throw new TypeError(`The indexed field ${field} holds neither text, a number, a boolean nor null`);
}

export const isIndexValue = (value: unknown): value is IndexValue =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** Text of what a read model declares: another text, another set of tables. */
export const shapeOf = ({ collections }: Pick<ReadModel, 'collections'>): string =>
  canonicalJson(Object.fromEntries(collections.map(({ name, indexes }) => [name, indexes])));

/** Null, then false and true, then numbers, then text by code point: as the storages order them. */
export function compareValues(left: IndexValue, right: IndexValue): number {
  const byKind = kindOf(left) - kindOf(right);
  if (byKind !== 0) return byKind;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return Number(left) - Number(right);
}

const kindOf = (value: IndexValue): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1);

/** By code point, which is the order of UTF-8 bytes; `<` would order by UTF-16 units. */
function compareText(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
  }
  return left.length - right.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
