/** How much of everything a run measures. Quick sizes show that the bench works; their figures say nothing. */
export interface Sizes {
  readonly appendRounds: number;
  readonly appends: number;
  readonly appendsInFlight: number;
  readonly imports: number;
  readonly stories: number;
  readonly rebuilds: number;
  readonly events: number;
  readonly starts: number;
  readonly idleMs: number;
  readonly storiesOfMeeting: number;
  readonly membersOfMeeting: number;
  readonly pageViews: number;
  readonly closings: number;
  readonly ballots: number;
  readonly unlockStories: number;
  readonly unlockBatches: number;
  readonly withdrawals: number;
  readonly erasures: number;
  readonly storiesOfOne: number;
}

export const fullSizes: Sizes = {
  // Many short rounds: what is compared is measured within a few tens of milliseconds, so that both meet the same disk.
  appendRounds: 101,
  appends: 40,
  appendsInFlight: 512,
  imports: 5,
  stories: 60_000,
  rebuilds: 5,
  events: 200_000,
  starts: 5,
  idleMs: 10_000,
  storiesOfMeeting: 40,
  membersOfMeeting: 30,
  pageViews: 300,
  closings: 5,
  ballots: 1_000,
  unlockStories: 2_000,
  unlockBatches: 100,
  withdrawals: 20,
  erasures: 5,
  storiesOfOne: 1_000,
};

export const quickSizes: Sizes = {
  appendRounds: 2,
  appends: 50,
  appendsInFlight: 256,
  imports: 1,
  stories: 300,
  rebuilds: 1,
  events: 1_000,
  starts: 1,
  idleMs: 1_000,
  storiesOfMeeting: 5,
  membersOfMeeting: 3,
  pageViews: 20,
  closings: 1,
  ballots: 20,
  unlockStories: 200,
  unlockBatches: 3,
  withdrawals: 1,
  erasures: 1,
  storiesOfOne: 40,
};
