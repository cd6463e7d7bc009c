import { harmlessWithin } from '#contracts/shared/harmless-text.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { ServiceRuntime } from '../service.js';

/** Under a key of the entry alone: it is no one person’s, and no one person’s erasure ends it. */
export async function sealWords<Words extends object>(
  { vault }: ServiceRuntime,
  owner: string,
  organisation: string,
  words: Words,
): Promise<Sealed> {
  const sealer = await vault.createPersonal({ owner, organisation, person: owner, classes: ['text'] });
  return sealer.seal('text', 1, harmlessWithin(words));
}

/** One answer an entry, in their order; null where it can no longer be read. The handlers found out whose they are. */
export async function openWords<Words extends object>(
  { unlocking }: ServiceRuntime,
  reader: { readonly person: string; readonly organisation: string },
  entries: readonly { readonly owner: string; readonly words: Sealed }[],
): Promise<readonly (Words | null)[]> {
  const answers = await unlocking.unlock(
    entries.map(({ owner }) => ({ owner, reader, purpose: 'rights', use: 'read' })),
  );
  return entries.map(({ words }, at) => {
    const answer = answers[at];
    return answer?.kind === 'granted' ? answer.open<Words>(words) : null;
  });
}

/** What somebody looks for stands in one of the texts, in any case. */
export const holdsText = (asked: string, words: object | null): boolean =>
  asked === '' ||
  Object.values(words ?? {}).some(
    (said) => typeof said === 'string' && said.toLocaleLowerCase('cy').includes(asked.toLocaleLowerCase('cy')),
  );
