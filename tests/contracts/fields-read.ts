import { fulfils } from '#contracts/shared/checking.js';
import type { Contract } from '#contracts/shared/contract.js';
import type { Message } from '#messaging/message-bus.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { inInbox, viewsAfter } from './read-models-of.js';
import { plain, relied, schemaAt, type Schema } from './schema-paths.js';

/** What each service reads of each message that it listens to. A path stands for all below it. */
export type Readers = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Sentences that say which reader loses what, where a schema is no longer what was released. */
export function broken(readers: Readers, type: string, released: Schema, now: Schema | undefined): readonly string[] {
  return Object.entries(readers).flatMap(([service, reads]) =>
    (reads[type] ?? []).flatMap((path) => {
      const was = schemaAt(released, path);
      const is = now === undefined ? undefined : schemaAt(now, path);
      if (was === undefined) return [`${service} reads ${path} of ${type}, which was never there`];
      if (is === undefined) return [`${service} reads ${path} of ${type}, which is gone`];
      if (JSON.stringify(relied(was)) !== JSON.stringify(relied(is))) {
        return [`${service} reads ${path} of ${type}, which is no longer what it was`];
      }
      return [];
    }),
  );
}

interface Leaf {
  readonly steps: readonly (string | number)[];
  /** `received[].story` */
  readonly path: string;
  readonly value: unknown;
}

/**
 * Leaves of the messages of one type whose change is seen in the views of a service: what its read models read, found
 * out by trying. A leaf that cannot be changed without breaking the contract is left out.
 */
export async function fieldsFound(
  service: ServiceDefinition,
  contract: Contract,
  messages: readonly Message[],
): Promise<ReadonlySet<string>> {
  const views = (all: readonly Message[]) => viewsAfter(service, all.map(inInbox));
  const before = await views(messages);
  const found = new Set<string>();
  for (const [at, message] of messages.entries()) {
    if (message.type !== contract.type) continue;
    for (const leaf of leavesOf(plain(contract.data), message.data)) {
      if (found.has(leaf.path)) continue;
      const data = changed(contract, message.data, leaf);
      if (data === undefined) continue;
      if ((await views(messages.with(at, { ...message, data }))) !== before) found.add(leaf.path);
    }
  }
  return found;
}

function leavesOf(schema: Schema, value: unknown, steps: Leaf['steps'] = [], path = ''): readonly Leaf[] {
  if (Array.isArray(value)) {
    return value.slice(0, 2).flatMap((item, at) => leavesOf(schema, item, [...steps, at], `${path}[]`));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => {
      const below = path === '' ? name : `${path}.${name}`;
      // Any name, of a record such as the counts by story.
      const stated = schemaAt(schema, below) === undefined ? `${path}.*` : below;
      return leavesOf(schema, inner, [...steps, name], stated);
    });
  }
  return [{ steps, path, value }];
}

/** The same data with another value in one place that the contract allows there too. */
function changed(contract: Contract, data: unknown, { steps, value }: Leaf): unknown {
  for (const other of others(contract, value)) {
    const copy: unknown = structuredClone(data);
    let holder: unknown = copy;
    for (const step of steps.slice(0, -1)) holder = Reflect.get(Object(holder), step);
    Reflect.set(Object(holder), steps.at(-1) ?? '', other);
    if (fulfils(contract, copy)) return copy;
  }
  return undefined;
}

function others(contract: Contract, value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'boolean') return [!value];
  const literals = JSON.stringify(plain(contract.data)).matchAll(/"const":"([^"]+)"/g);
  return [`${String(value)}x`, '2020-02-29', ...[...literals].map(([, literal]) => literal)].filter(
    (other) => other !== value,
  );
}

/** A listed path stands for all below it. */
export const covers = (listed: string, path: string): boolean =>
  path === listed || path.startsWith(`${listed}.`) || path.startsWith(`${listed}[]`);
