import { countedBallots } from './ballots.js';
import type { Electorate } from './electorate.js';
import { compare, fractionOf, plus, sharedBy, toNumber, zero, type Fraction } from './fraction.js';
import { ahead } from './leading.js';
import type { ScoreRound, StoryId } from './tally-document.js';
import type { ByStory, StoryScores } from './tally-result.js';

export interface ScoresCounted {
  readonly byStory: ByStory<StoryScores>;
  readonly leading: readonly StoryId[];
}

/** Means of the scores given: no score is not a nought. */
export function countScores(round: ScoreRound, { stories, entitledTo }: Electorate): ScoresCounted {
  const sums = new Map<StoryId, { readonly sum: Fraction; readonly n: number }>();
  for (const { answer } of countedBallots(round.cast.ballots)) {
    for (const [story, score] of answer ?? []) {
      const { sum, n } = sums.get(story) ?? { sum: zero, n: 0 };
      sums.set(story, { sum: plus(sum, fractionOf(score)), n: n + 1 });
    }
  }
  const scored = stories.flatMap((story) => {
    const given = sums.get(story);
    return given === undefined ? [] : [{ story, mean: sharedBy(given.sum, given.n) }];
  });
  const means = new Map(scored.map(({ story, mean }) => [story, mean]));

  return {
    byStory: Object.fromEntries(
      stories.map((story) => {
        const mean = means.get(story);
        const n = sums.get(story)?.n ?? 0;
        const entitled = entitledTo(story);
        return [story, { mean: mean === undefined ? null : toNumber(mean), n, entitled, tooFew: n * 2 < entitled }];
      }),
    ),
    leading: ahead([...means.keys()], (story) => means.get(story) ?? zero, compare),
  };
}
