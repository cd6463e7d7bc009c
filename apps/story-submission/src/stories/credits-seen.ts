import type { UnlockRequest } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { creditsDecider, creditsStream, type CreditRecorded, type NameCredited } from '../domain/credit/credits.js';
import { storyStream } from '../domain/story/events.js';

export interface CreditSeen {
  readonly credit: string;
  readonly kind: CreditRecorded['data']['kind'];
  readonly as: CreditRecorded['data']['as'];
  /** Null: it cannot be read by whoever asks. */
  readonly name: string | null;
  /** Whether it means somebody who could be on a panel. Who that is, is not said. */
  readonly isKnownHere: boolean;
}

/** Read by the same answer of the vault as the story itself. */
export async function creditsSeen(
  { store, unlocking }: ServiceRuntime,
  story: string,
  asked: Pick<UnlockRequest, 'reader' | 'purpose'>,
): Promise<readonly CreditSeen[]> {
  const credits = await store.fold(creditsStream(story), creditsDecider);
  if (credits.length === 0) return [];
  const answer = await unlocking.unlockOne({ owner: storyStream(story), use: 'read', ...asked });
  return credits.map(({ credit, kind, as, name, matched }) => ({
    ...{ credit, kind, as },
    name: answer.kind === 'granted' ? answer.open<NameCredited>(name).name : null,
    isKnownHere: matched.length > 0,
  }));
}
