import { harmlessText } from '#contracts/shared/harmless-text.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { KeysErased } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

/** Under a key of its own, as a reason is: it goes when its author or the story goes, and no further than the panel. */
export async function sealRemark(
  { vault }: ServiceRuntime,
  remark: string,
  {
    organisation,
    author,
    story,
    text,
  }: { readonly organisation: string; readonly author: string; readonly story: string | null; readonly text: string },
): Promise<Sealed | Refusal> {
  try {
    const sealer = await vault.createReason({
      ...{ owner: `reason/${remark}`, organisation, person: author, reach: ['this-panel'] },
      stories: story === null ? [] : [`story/${story}`],
    });
    return sealer.seal('reason', 1, { text: harmlessText(text) });
  } catch (error) {
    if (error instanceof KeysErased) return refuse('story-since-erased');
    throw error;
  }
}
