import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Epochs } from './epochs.js';
import { freshBytes } from './fresh-bytes.js';
import type { HolderRecord, KeyRecords, Rewrapped } from './key-records.js';
import { keyLength } from './sealing.js';
import { unwrapRing, wrapRing } from './wrapping.js';

const holdersInOneBatch = 200;

/**
 * Wraps every live holder's key under a new epoch key and destroys the old one. A holder that lost something since the
 * last turn gets a new key: its old one, wrapped again, would still open old copies of what was destroyed.
 * Stopped anywhere, it goes on where it was: until the end both epoch keys open.
 */
export async function turnEpoch(
  records: KeyRecords,
  epochs: Epochs,
  onProgress?: (done: number, of: number) => void,
): Promise<void> {
  if ((await records.epochs()).some(({ isCurrent }) => !isCurrent)) await finishTurn(records, epochs);
  await epochs.begin();
  await finishTurn(records, epochs, onProgress);
}

/** Goes on with a turn that was cut short; nothing to do where there was none. */
export async function finishTurn(
  records: KeyRecords,
  epochs: Epochs,
  onProgress?: (done: number, of: number) => void,
): Promise<void> {
  const of = await records.countUnderOldEpochs();
  for (;;) {
    const holders = await records.holdersUnderOldEpochs(holdersInOneBatch);
    if (holders.length === 0) break;
    const rewrapped: Rewrapped[] = [];
    // Another process may have begun a turn of its own: what is wrapped under an old epoch would never be done.
    await epochs.read();
    for (const holder of holders) {
      const one = await rewrap(records, epochs, holder);
      if (one !== undefined) rewrapped.push(one);
    }
    await records.rewrap(rewrapped);
    onProgress?.(Math.max(0, of - (await records.countUnderOldEpochs())), of);
    // People go on reading and telling meanwhile.
    await nextTurn();
  }
  await epochs.end();
  await records.tidy();
}

async function rewrap(records: KeyRecords, epochs: Epochs, holder: HolderRecord): Promise<Rewrapped | undefined> {
  const { id, revision, box } = holder;
  // Not known any more: another process has done this one and ended its epoch.
  if (box === undefined || !epochs.knows(holder.epoch)) return undefined;
  const key = epochs.unwrap(holder, box);
  if (!holder.mustChange) return { id, revision, ...epochs.wrap(id, key) };

  const newKey = freshBytes(keyLength);
  const rings = (await records.ringsOf(id)).flatMap(({ owner, classes, revision: standing, ring }) =>
    ring === undefined
      ? []
      : [{ owner, revision: standing, ring: wrapRing(newKey, id, owner, unwrapRing(key, id, owner, classes, ring)) }],
  );
  return { id, revision, ...epochs.wrap(id, newKey), rings };
}
