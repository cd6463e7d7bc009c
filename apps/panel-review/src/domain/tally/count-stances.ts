import { countedBallots } from './ballots.js';
import type { Stance, StanceRound, StoryId } from './tally-document.js';
import type { StanceCounts } from './tally-result.js';

export interface StancesCounted {
  readonly stance: StanceCounts;
  /** The proposal, where somebody agrees and nobody objects. */
  readonly leading: readonly StoryId[];
}

export function countStances({ proposal, cast }: StanceRound, stories: readonly StoryId[]): StancesCounted {
  const ballots = countedBallots(cast.ballots);
  const taking = (stance: Stance): number => ballots.filter(({ answer }) => answer === stance).length;
  const stance = { agree: taking('agree'), standAside: taking('stand_aside'), object: taking('object') };
  const carried = stance.agree > 0 && stance.object === 0;
  return { stance, leading: carried ? stories.filter((story) => proposal.includes(story)) : [] };
}
