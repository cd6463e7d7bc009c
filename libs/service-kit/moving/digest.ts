import { createHash } from 'node:crypto';

import { canonicalJson } from '#event-store/canonical-json.js';

import type { FileCopies } from '../files/file-copies.js';

export interface Digest {
  readonly count: number;
  readonly hash: string;
}

/** The same for the same records in the same order, whatever storage they come from. */
export async function digestOf(records: AsyncIterable<unknown>): Promise<Digest> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const record of records) {
    count += 1;
    hash.update(`${canonicalJson(record)}\n`);
  }
  return { count, hash: hash.digest('hex') };
}

/** Each file by the hash of its boxes: it may be large. */
export async function* filesAsPlain(files: FileCopies): AsyncGenerator<object> {
  for await (const { id, boxes } of files.all()) {
    const hash = createHash('sha256');
    for await (const box of boxes) hash.update(`${box}\n`);
    yield { id, boxes: hash.digest('hex') };
  }
}
