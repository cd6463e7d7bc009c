import type { Ballot, MemberId, NotShownRound, StoryId, TallyRound } from './tally-document.js';
import type { ByStory } from './tally-result.js';

/** A member may answer again until the round closes: the last ballot counts, and nothing of those before it. */
export function countedBallots<Answer>(ballots: readonly Ballot<Answer>[]): readonly Ballot<Answer>[] {
  const last = new Map<MemberId, Ballot<Answer>>();
  const unnamed: Ballot<Answer>[] = [];
  for (const ballot of ballots) {
    if (ballot.member === null) unnamed.push(ballot);
    else last.set(ballot.member, ballot);
  }
  return [...last.values(), ...unnamed];
}

export interface Answers {
  readonly answered: number;
  readonly abstained: number;
  /** Ballots that choose, score, rank, approve of, or take a stance on, something. */
  readonly choosing: number;
}

export function answersOf({ cast }: TallyRound | NotShownRound): Answers {
  if (cast.as === 'not-shown') {
    const { answered, abstained } = cast;
    return { answered, abstained, choosing: answered - abstained };
  }
  if (cast.as === 'counts') {
    const nothingChosen = [...cast.counts.values()].every((count) => count === 0);
    const { answered, abstained } = cast;
    return { answered, abstained, choosing: nothingChosen ? 0 : answered - abstained };
  }
  const ballots = countedBallots<Answer>(cast.ballots);
  return {
    answered: ballots.length,
    abstained: ballots.filter(({ answer }) => answer === null).length,
    choosing: ballots.filter(({ answer }) => answer !== null && !isEmpty(answer)).length,
  };
}

type Answer = StoryId | readonly StoryId[] | ReadonlyMap<StoryId, number>;

const isEmpty = (answer: Answer): boolean =>
  typeof answer !== 'string' && ('size' in answer ? answer.size === 0 : answer.length === 0);

/** How many skipped each story, in the order of `stories`; undefined where nobody skipped any. */
export function skippedIn({ cast }: TallyRound, stories: readonly StoryId[]): ByStory<number> | undefined {
  if (cast.as === 'counts') return undefined;
  const skipped = new Map<StoryId, number>();
  for (const ballot of countedBallots<Answer>(cast.ballots)) {
    for (const story of new Set(ballot.skipped)) skipped.set(story, (skipped.get(story) ?? 0) + 1);
  }
  if (skipped.size === 0) return undefined;
  return Object.fromEntries(
    stories.flatMap((story) => {
      const members = skipped.get(story);
      return members === undefined ? [] : [[story, members]];
    }),
  );
}
