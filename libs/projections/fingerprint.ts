import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import type { Collection } from './read-model.js';
import { documentOf } from './stored-json.js';
import type { ViewSet, ViewStorage } from './view-storage.js';

const readAtOnce = 500;

/** Hash over all documents of a set in order of id. */
export async function fingerprintOf(
  storage: ViewStorage,
  set: ViewSet | undefined,
  collections: readonly Collection[],
): Promise<string> {
  const hash = createHash('sha256');
  if (set === undefined) return hash.digest('hex');
  for (const collection of collections) {
    hash.update(`${collection.name}\n`);
    let afterId = '';
    for (;;) {
      const page = await storage.walk(set, collection, afterId, readAtOnce);
      for (const json of page) hash.update(`${json}\n`);
      const last = page.at(-1);
      if (last === undefined) break;
      afterId = documentOf(collection, last).id;
      await setImmediate();
    }
  }
  return hash.digest('hex');
}
