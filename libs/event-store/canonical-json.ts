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
  for (const [key, entry] of plainEntries(value)) {
    if (entry === undefined) continue;
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(entry)}`;
  }
  return `{${json}}`;
}

/**
 * The value as it would come back from its canonical JSON, without the way there and back through text.
 *
 * @throws TypeError as `canonicalJson`.
 */
export function canonicalCopy(value: unknown): unknown {
  // Minus zero is written as 0.
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object') throw notJson(typeof value === 'number' ? String(value) : typeof value);
  if (Array.isArray(value)) return value.map(canonicalCopy);
  // Unlike an assignment, this also makes a property that is called __proto__.
  return Object.fromEntries(
    plainEntries(value).flatMap(([key, entry]) => (entry === undefined ? [] : [[key, canonicalCopy(entry)] as const])),
  );
}

/** In order of their keys. */
function plainEntries(value: object): readonly (readonly [string, unknown])[] {
  const isMoreThanItsProperties =
    'toJSON' in value || value instanceof Map || value instanceof Set || ArrayBuffer.isView(value);
  if (isMoreThanItsProperties) throw notJson(value.constructor.name);
  const entries: [string, unknown][] = Object.entries(value);
  if (!areSorted(entries)) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return entries;
}

/** Most objects here are written with sorted keys: looking is cheaper than sorting. */
function areSorted(entries: readonly (readonly [string, unknown])[]): boolean {
  let before = '';
  for (const [key] of entries) {
    if (key < before) return false;
    before = key;
  }
  return true;
}

const notJson = (what: string): TypeError =>
  new TypeError(`Not plain JSON, it would not be read back as it was: ${what}`);
