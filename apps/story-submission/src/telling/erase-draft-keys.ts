import type { MayErase } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

/** Twice is once: the intent has the owner's own name. */
export async function eraseDraftKeys(
  { vault }: ServiceRuntime,
  owner: string,
  at: string,
  mayErase?: MayErase,
): Promise<void> {
  const id = `erase/${owner}`;
  await vault.erase(owner, { id, actor: 'anyone', at }, mayErase);
  await vault.settleIntent(id);
}
