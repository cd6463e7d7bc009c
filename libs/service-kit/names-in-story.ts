import type { StoryNames } from '#contracts/shared/story-text.js';
import type { UnlockRequest } from '#key-vault/key-vault.js';

import type { Unlocking } from './unlocking.js';

/**
 * Names with a story, for whoever was granted class `name` of it by `asked`. Where several told it, each name has a key of
 * its own: whoever had theirs erased is left out.
 */
export async function namesInStory(
  unlocking: Unlocking,
  asked: UnlockRequest,
  { teller, collector, together = [] }: StoryNames,
): Promise<Pick<StoryNames, 'teller' | 'collector'>> {
  if (together.length === 0) return { teller, collector };
  const reach = asked.purpose === 'teller' ? 'teller' : 'reports';
  const answers = await unlocking.unlock(together.map(({ owner }) => ({ ...asked, owner, reach })));
  const open = together.flatMap(({ name }, at) => {
    const answer = answers[at];
    return answer?.kind === 'granted' ? [answer.open<{ readonly name: string }>(name).name] : [];
  });
  return { teller: open.join(', ') || teller, collector };
}
