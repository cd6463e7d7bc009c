import type { EventMetadata } from '#event-store/event-store.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isOwnNeedsSaid, needsStream } from '../../domain/panel/panel.js';

/** What was said before that version is nobody's any more, in no copy. Twice is once: the intent has the owner's own name. */
export async function eraseSaidBefore(
  { store, vault }: Pick<ServiceRuntime, 'store' | 'vault'>,
  person: string,
  version: number,
  { actor, at }: Pick<EventMetadata, 'actor' | 'at'>,
): Promise<void> {
  const recorded = await store.read(needsStream(person), version - 1);
  const before = recorded.find(({ streamVersion }) => streamVersion === version - 1)?.event;
  if (before === undefined || !isOwnNeedsSaid(before) || before.data.said === null) return;
  const owner = `reason/${before.data.said.reason}`;
  const id = `said-again/${owner}`;
  await vault.erase(owner, { id, actor, at });
  await vault.settleIntent(id);
}

/** Also when the process ended between what was said and the key. */
export const eraseNeedsSaidBefore: Reaction = {
  name: 'erase-needs-said-before',
  on: async ({ event, streamVersion, metadata }, service) => {
    if (isOwnNeedsSaid(event)) await eraseSaidBefore(service, event.data.person, streamVersion, metadata);
  },
};
