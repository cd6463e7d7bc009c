import { countedBallots } from './ballots.js';
import type { Electorate } from './electorate.js';
import { ahead, byNumber } from './leading.js';
import type { ApprovalRound, ChoiceRound, StoryId } from './tally-document.js';
import type { ByStory, StoryVotes } from './tally-result.js';

export interface VotesCounted {
  readonly byStory: ByStory<StoryVotes>;
  readonly leading: readonly StoryId[];
}

/** One vote for the story chosen, or for each story approved of. */
export function countVotes(round: ChoiceRound | ApprovalRound, { stories, entitledTo }: Electorate): VotesCounted {
  const votes = votesIn(round);
  const votesFor = (story: StoryId): number => votes.get(story) ?? 0;
  return {
    byStory: Object.fromEntries(
      stories.map((story) => [story, { votes: votesFor(story), entitled: entitledTo(story) }]),
    ),
    leading: ahead(
      stories.filter((story) => votesFor(story) > 0),
      votesFor,
      byNumber,
    ),
  };
}

export function votesIn({ cast }: ChoiceRound | ApprovalRound): ReadonlyMap<StoryId, number> {
  if (cast.as === 'counts') return cast.counts;
  const votes = new Map<StoryId, number>();
  for (const { answer } of countedBallots<StoryId | readonly StoryId[]>(cast.ballots)) {
    const chosen = typeof answer === 'string' ? [answer] : (answer ?? []);
    for (const story of chosen) votes.set(story, (votes.get(story) ?? 0) + 1);
  }
  return votes;
}
