/** The document that is counted: the public definition of a count, and what a live sitting hands over when a round closes. */
export type StoryId = string;
export type MemberId = string;

export const methods = [
  'majority',
  'iterative',
  'scoring',
  'pre_score_then_vote',
  'secret_ballot',
  'consensus',
  'ranked',
  'approval',
] as const;
export type Method = (typeof methods)[number];

export const roundKinds = ['choice', 'score', 'rank', 'approval', 'stance'] as const;
export type RoundKind = (typeof roundKinds)[number];

/** Where each kind of round has its answer in a ballot. */
export const answerField = {
  choice: 'choice',
  score: 'scores',
  rank: 'ranking',
  approval: 'approve',
  stance: 'stance',
} as const satisfies Record<RoundKind, string>;

export const stances = ['agree', 'stand_aside', 'object'] as const;
export type Stance = (typeof stances)[number];

/** A whole number is how many must answer. */
export type Quorum = 'more_than_half' | 'all' | number;

export interface Scale {
  readonly min: number;
  readonly max: number;
}

export interface TallyRules {
  readonly quorum: Quorum;
  readonly scale: Scale;
  /** How many ballots must choose before a secret round shows anything by story. */
  readonly minimumBallots: number;
}

export const defaultRules: TallyRules = {
  quorum: 'more_than_half',
  scale: { min: 1, max: 10 },
  minimumBallots: 5,
};

export interface Conflict {
  readonly member: MemberId;
  readonly story: StoryId;
}

export interface Ballot<Answer> {
  /** Null in a secret round, whose ballots name nobody. */
  readonly member: MemberId | null;
  /** Null: the member abstains. */
  readonly answer: Answer | null;
  readonly skipped: readonly StoryId[];
}

/** In the order in which they were cast: where a member comes twice, the last counts. */
export interface Ballots<Answer> {
  readonly as: 'ballots';
  readonly ballots: readonly Ballot<Answer>[];
}

/** Hands, dots or slips counted in a room. */
export interface Counts {
  readonly as: 'counts';
  readonly counts: ReadonlyMap<StoryId, number>;
  readonly abstained: number;
  readonly answered: number;
}

export interface ChoiceRound {
  readonly kind: 'choice';
  readonly secret: boolean;
  readonly cast: Ballots<StoryId> | Counts;
}

export interface ApprovalRound {
  readonly kind: 'approval';
  readonly secret: boolean;
  readonly cast: Ballots<readonly StoryId[]> | Counts;
}

export interface ScoreRound {
  readonly kind: 'score';
  readonly secret: boolean;
  readonly cast: Ballots<ReadonlyMap<StoryId, number>>;
}

/** Each answer is a ranking, the most significant story first; stories may be left out. */
export interface RankRound {
  readonly kind: 'rank';
  readonly secret: boolean;
  readonly cast: Ballots<readonly StoryId[]>;
}

/** An empty proposal proposes that nobody be chosen. */
export interface StanceRound {
  readonly kind: 'stance';
  readonly secret: boolean;
  readonly proposal: readonly StoryId[];
  readonly cast: Ballots<Stance>;
}

/** A secret round in which too few chose: how many answered is published, and nothing of what. */
export interface NotShownRound {
  readonly kind: RoundKind;
  readonly secret: true;
  readonly cast: { readonly as: 'not-shown'; readonly answered: number; readonly abstained: number };
}

export const isNotShown = (round: TallyRound | NotShownRound): round is NotShownRound => round.cast.as === 'not-shown';

export type TallyRound = ChoiceRound | ApprovalRound | ScoreRound | RankRound | StanceRound;

export interface TallyDocument {
  readonly method: Method;
  readonly stories: readonly StoryId[];
  /** How many there are, where a round was held in a room and nobody wrote down who they were. */
  readonly members: readonly MemberId[] | number;
  readonly conflicts: readonly Conflict[];
  readonly rules: TallyRules;
  readonly rounds: readonly (TallyRound | NotShownRound)[];
}
