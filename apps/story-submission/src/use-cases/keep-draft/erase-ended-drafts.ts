import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

/** Twice is once: the intent has the draft's own id. */
export async function eraseDraftKeys({ vault }: ServiceRuntime, owner: string, at: string): Promise<void> {
  const id = `erase/${owner}`;
  await vault.erase(owner, { id, actor: 'anyone', at });
  await vault.settleIntent(id);
}

/** A draft that has ended takes nothing more; after this it cannot be read either. */
export const eraseEndedDrafts: Reaction = {
  name: 'erase-ended-drafts',
  on: async ({ event, stream, metadata }, service) => {
    if (event.type === 'DraftEnded') await eraseDraftKeys(service, stream, metadata.at);
  },
};
