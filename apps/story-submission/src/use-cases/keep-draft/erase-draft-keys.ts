import type { ServiceRuntime } from '#service-kit/service.js';

/** Twice is once: the intent has the owner's own name. */
export async function eraseDraftKeys({ vault }: ServiceRuntime, owner: string, at: string): Promise<void> {
  const id = `erase/${owner}`;
  await vault.erase(owner, { id, actor: 'anyone', at });
  await vault.settleIntent(id);
}
