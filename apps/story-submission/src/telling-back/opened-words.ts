import type { ReasonText } from '#contracts/shared/story-text.js';
import type { Reader, UnlockRequest } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { SealedWords } from '../domain/feedback/events.js';

/** As whom somebody reads what was said of a story. */
export type ReadAs = Pick<UnlockRequest, 'purpose' | 'audience' | 'reach'>;

/** Who writes feedback and who collected a story read what a member of the panel could, and no more. */
export const likeThePanel: ReadAs = { purpose: 'audience', audience: 'panel', reach: 'this-panel' };
export const asTheTeller: ReadAs = { purpose: 'teller', reach: 'teller' };
export const asItsAuthor: ReadAs = { purpose: 'own' };

/** One answer each, in their order: null where it is not there or may not be read. */
export async function openedWords(
  { unlocking }: ServiceRuntime,
  reader: Reader,
  readAs: ReadAs,
  words: readonly (SealedWords | null)[],
): Promise<readonly (string | null)[]> {
  const there = words.filter((each) => each !== null);
  const answers = await unlocking.unlock(
    there.map(({ reason }): UnlockRequest => ({ owner: `reason/${reason}`, reader, use: 'read', ...readAs })),
  );
  const texts = new Map(
    there.map(({ reason, text }, at) => {
      const answer = answers[at];
      return [reason, answer?.kind === 'granted' ? answer.open<ReasonText>(text).text : null];
    }),
  );
  return words.map((each) => (each === null ? null : (texts.get(each.reason) ?? null)));
}
