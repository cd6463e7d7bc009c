import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { refuseTally } from './refusals.js';

/**
 * A map and never the object that was read: a field named `refusal` must not make an input look like a refusal,
 * nor one named `__proto__` reach a prototype.
 */
export type Fields = ReadonlyMap<string, unknown>;

export const at = (path: string, name: string): string => {
  if (!/^[\p{L}\p{N}_-]+$/u.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
};

export const place = (path: string, index: number): string => `${path}[${index}]`;

/** The fields of an object. With `known`, any other is refused. */
export function readFields(value: unknown, path: string, known?: ReadonlySet<string>): Fields | Refusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuseTally('not-an-object', path);
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const name of fields.keys()) {
    if (known?.has(name) === false) return refuseTally('field-unknown', at(path, name));
  }
  return fields;
}

type Read<T> = (value: unknown, path: string) => T | Refusal;

export function readField<T>(fields: Fields, name: string, path: string, read: Read<T>): T | Refusal {
  return fields.has(name) ? read(fields.get(name), at(path, name)) : refuseTally('field-missing', at(path, name));
}

export function readOptional<T, Otherwise>(
  fields: Fields,
  name: string,
  path: string,
  read: Read<T>,
  otherwise: Otherwise,
): T | Otherwise | Refusal {
  return fields.has(name) ? read(fields.get(name), at(path, name)) : otherwise;
}

/** Stops at the first refusal. */
export function readEach<T>(value: unknown, path: string, read: Read<T>): readonly T[] | Refusal {
  if (!Array.isArray(value)) return refuseTally('not-a-list', path);
  const list: readonly unknown[] = value;
  const items: T[] = [];
  for (const [index, entry] of list.entries()) {
    const item = read(entry, place(path, index));
    if (isRefusal(item)) return item;
    items.push(item);
  }
  return items;
}

/** A list of texts, none of them twice. */
export function readNames(value: unknown, path: string, read: Read<string> = readText): readonly string[] | Refusal {
  const seen = new Set<string>();
  return readEach(value, path, (entry, entryPath) => {
    const name = read(entry, entryPath);
    if (isRefusal(name)) return name;
    if (seen.has(name)) return refuseTally('named-twice', entryPath);
    seen.add(name);
    return name;
  });
}

export const readText = (value: unknown, path: string): string | Refusal =>
  typeof value === 'string' && value !== '' ? value : refuseTally('not-a-text', path);

export const readNumber = (value: unknown, path: string): number | Refusal =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuseTally('not-a-number', path);

/** From nought. */
export const readWholeNumber = (value: unknown, path: string): number | Refusal =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : refuseTally('not-a-whole-number', path);

export const readTrueOrFalse = (value: unknown, path: string): boolean | Refusal =>
  typeof value === 'boolean' ? value : refuseTally('not-true-or-false', path);

export function readOneOf<Name extends string>(
  names: readonly Name[],
): (value: unknown, path: string) => Name | Refusal {
  return (value, path) =>
    names.find((name) => name === value) ?? refuseTally('not-one-of-these', path, { allowed: names.join(', ') });
}
