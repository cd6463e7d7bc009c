import type { StoryNames } from '#contracts/shared/story-text.js';
import type { Grant, UnlockRequest } from '#key-vault/key-vault.js';

import type { Unlocking } from '../unlocking/unlocking.js';

/** Opens keys that go with a story for whoever may read the story; one answer each, undefined where one is gone. */
export type OpensWithStory = (owners: readonly string[]) => Promise<readonly (Pick<Grant, 'open'> | undefined)[]>;

/** As the story itself was asked for. */
export const opensAs =
  (unlocking: Unlocking, asked: UnlockRequest): OpensWithStory =>
  async (owners) => {
    const reach = asked.purpose === 'teller' ? 'teller' : 'reports';
    const answers = await unlocking.unlock(owners.map((owner) => ({ ...asked, owner, reach })));
    return answers.map((answer) => (answer.kind === 'granted' ? answer : undefined));
  };

/**
 * Names with a story, for whoever was granted class `name` of it. Where several told it, each name has a key of its own:
 * whoever had theirs erased is left out.
 */
export async function namesInStory(
  { teller, collector, together = [] }: StoryNames,
  opens: OpensWithStory,
): Promise<Pick<StoryNames, 'teller' | 'collector'>> {
  if (together.length === 0) return { teller, collector };
  const answers = await opens(together.map(({ owner }) => owner));
  const open = together.flatMap(({ name }, at) => {
    const answer = answers[at];
    return answer === undefined ? [] : [answer.open<{ readonly name: string }>(name).name];
  });
  return { teller: open.join(', ') || teller, collector };
}
