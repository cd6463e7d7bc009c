import type { Owner } from '#key-vault/key-vault.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isOfOpenDraft } from '../../media/media-of-draft.js';

const hour = 3_600_000;
const everyMs = hour;
/** Within a day of an erasure no old copy opens what was erased: with an hour to look again, and room for a failure. */
export const turnedAfterMs = 20 * hour;
/** A story's key is made before its event: so old, and without one, its event will never come. */
const orphanAfterMs = 24 * hour;

/** Wraps every live key under a new epoch key once a day, and lets go of keys whose story never came to be. */
export const turnKeys = repeatedWork({
  name: 'turn-keys',
  everyMs,
  failed: 'The keys could not be wrapped anew; it is tried again in an hour',
  act: turnWhenDue,
});

async function turnWhenDue(service: ServiceRuntime): Promise<void> {
  const { vault, store, clock, log } = service;
  const now = Date.parse(clock.now());
  if (now - (await vault.epochBegan()) < turnedAfterMs) return;
  // The streams are asked, not the views: a view that is being rebuilt knows nobody, and keys would go with it.
  const isKnown = async (owners: readonly Owner[]): Promise<ReadonlySet<Owner>> => {
    const known = new Set<Owner>();
    for (const owner of owners) {
      if ((await store.read(owner)).length > 0 || (await isOfOpenDraft(service, owner))) known.add(owner);
    }
    return known;
  };
  const swept = await vault.sweepOrphans(new Date(now - orphanAfterMs).toISOString(), isKnown);
  await vault.turnEpoch();
  log.info({ swept }, 'Every live key is wrapped under a new epoch key; the old one is destroyed');
}
