import type { StoryId } from './tally-document.js';

/** The stories that no other is ahead of, in the order given. More than one: a tie, which only the group can settle. */
export function ahead<Count>(
  stories: readonly StoryId[],
  countOf: (story: StoryId) => Count,
  compare: (a: Count, b: Count) => number,
): readonly StoryId[] {
  let best: readonly StoryId[] = [];
  let highest: Count | undefined;
  for (const story of stories) {
    const count = countOf(story);
    const against = highest === undefined ? 1 : compare(count, highest);
    if (against > 0) highest = count;
    best = against > 0 ? [story] : against === 0 ? [...best, story] : best;
  }
  return best;
}

export const byNumber = (a: number, b: number): number => a - b;
