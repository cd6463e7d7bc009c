/**
 * JSON with sorted keys (UTF-16 order) and no spaces: the same value always gives the same bytes.
 * Properties that are undefined are left out.
 *
 * @throws TypeError for what would not come back as it was: dates, maps, buffers, NaN, Infinity, bigint.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw notJson(String(value));
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value);
    default:
      throw notJson(typeof value);
  }
}

function canonicalObject(value: object): string {
  let json = '';
  for (const key of sortedKeys(value)) {
    const entry: unknown = Reflect.get(value, key);
    if (entry === undefined) continue;
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(entry)}`;
  }
  return `{${json}}`;
}

/** Whether it is what would come back from its canonical JSON already: plain, its keys sorted, nothing undefined. */
export function isCanonical(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value) ? value.every(isCanonical) : isCanonicalObject(value);
    default:
      return false;
  }
}

function isCanonicalObject(value: object): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) return false;
  let before = '';
  for (const [key, entry] of Object.entries(value)) {
    if (key < before || !isCanonical(entry)) return false;
    before = key;
  }
  return true;
}

/**
 * The value as it would come back from its canonical JSON, without the way there and back through text.
 *
 * @throws TypeError as `canonicalJson`.
 */
export function canonicalCopy(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw notJson(String(value));
      // Minus zero is written as 0.
      return value + 0;
    case 'object':
      if (value === null) return null;
      return Array.isArray(value) ? value.map(canonicalCopy) : copiedObject(value);
    default:
      throw notJson(typeof value);
  }
}

function copiedObject(value: object): object {
  const copy: Record<string, unknown> = {};
  for (const key of sortedKeys(value)) {
    const entry: unknown = Reflect.get(value, key);
    if (entry === undefined) continue;
    const copied = canonicalCopy(entry);
    // Assigned to, it would set the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { ...asAssigned, value: copied });
    else copy[key] = copied;
  }
  return copy;
}

const asAssigned = { writable: true, enumerable: true, configurable: true } as const;

function sortedKeys(value: object): readonly string[] {
  const isMoreThanItsProperties =
    'toJSON' in value || value instanceof Map || value instanceof Set || ArrayBuffer.isView(value);
  if (isMoreThanItsProperties) throw notJson(value.constructor.name);
  const keys = Object.keys(value);
  // Most objects here are written with sorted keys: looking is cheaper than sorting.
  return areSorted(keys) ? keys : keys.sort();
}

function areSorted(keys: readonly string[]): boolean {
  let before = '';
  for (const key of keys) {
    if (key < before) return false;
    before = key;
  }
  return true;
}

const notJson = (what: string): TypeError =>
  new TypeError(`Not plain JSON, it would not be read back as it was: ${what}`);
