import { canonicalCopy, isCanonical } from '#event-store/canonical-json.js';

import type { Collection, Document } from './read-model.js';

/**
 * The one place where stored text becomes a typed document: what stands in a collection was put there under the same
 * type, or under that of an older version while the new one is built.
 */
export function documentOf<Doc extends Document>(_collection: Collection<Doc>, stored: string | Document): Doc {
  return (typeof stored === 'string' ? JSON.parse(stored) : stored) as Doc;
}

/** A document as it will be read once it is stored: same keys, same order of keys. */
export function asRead<Doc extends Document>(_collection: Collection<Doc>, document: Document): Doc {
  return (isCanonical(document) ? document : canonicalCopy(document)) as Doc;
}

/** A projection that changed what it read, instead of putting a new document, would change it for this batch alone. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
