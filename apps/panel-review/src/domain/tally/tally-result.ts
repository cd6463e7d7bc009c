import type { StoryId } from './tally-document.js';

export interface StoryVotes {
  readonly votes: number;
  readonly entitled: number;
}

export interface StoryScores {
  /** The double nearest to the exact mean; null where nobody scored the story. */
  readonly mean: number | null;
  readonly n: number;
  readonly entitled: number;
  readonly tooFew: boolean;
}

export interface StoryRanks {
  /** A multiple of one half. */
  readonly borda: number;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

export interface StanceCounts {
  readonly agree: number;
  readonly standAside: number;
  readonly object: number;
}

/** Members who chose `from` in the choice round before and `to` in this one. */
export interface Movement {
  readonly from: StoryId;
  readonly to: StoryId;
  readonly members: number;
}

export type ByStory<Count> = Readonly<Record<StoryId, Count>>;

interface RoundAnswers {
  /** From 1. */
  readonly round: number;
  readonly entitled: number;
  readonly answered: number;
  readonly abstained: number;
  readonly quorate: boolean;
  /** How many skipped each story; absent where nobody skipped any. */
  readonly skipped?: ByStory<number>;
  readonly leading: readonly StoryId[];
  readonly tie: boolean;
}

/** Counts by story, and stances, are absent from a secret round that cannot be decided on. */
export type RoundTally = RoundAnswers &
  (
    | { readonly kind: 'choice'; readonly byStory?: ByStory<StoryVotes>; readonly movement?: readonly Movement[] }
    | { readonly kind: 'approval'; readonly byStory?: ByStory<StoryVotes> }
    | { readonly kind: 'score'; readonly byStory?: ByStory<StoryScores> }
    | { readonly kind: 'rank'; readonly byStory?: ByStory<StoryRanks> }
    | { readonly kind: 'stance'; readonly stance?: StanceCounts }
  );

export type TallyNote =
  | { readonly note: 'leading-story-has-too-few-scores'; readonly round: number; readonly story: StoryId }
  | {
      readonly note: 'borda-and-condorcet-differ';
      readonly round: number;
      readonly leading: readonly StoryId[];
      readonly condorcet: StoryId;
    }
  | { readonly note: 'secret-round-not-shown'; readonly round: number; readonly minimumBallots: number }
  | { readonly note: 'no-round-decides' };

export interface TallyResult {
  readonly rounds: readonly RoundTally[];
  readonly leading: readonly StoryId[];
  readonly tie: boolean;
  readonly quorate: boolean;
  readonly decidable: boolean;
  readonly condorcet: StoryId | null;
  readonly notes: readonly TallyNote[];
}
