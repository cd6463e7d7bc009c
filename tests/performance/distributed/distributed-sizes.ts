/** How much of everything the measures on real servers take. Quick sizes show that they work; their figures say nothing. */
export interface DistributedSizes {
  readonly rounds: number;
  readonly appends: number;
  readonly appendsInFlight: number;
  readonly requests: number;
  readonly seen: number;
  readonly backlog: number;
  readonly events: number;
}

export const fullSizes: DistributedSizes = {
  rounds: 5,
  appends: 300,
  appendsInFlight: 6_400,
  requests: 2_000,
  seen: 30,
  backlog: 100_000,
  events: 500_000,
};

export const quickSizes: DistributedSizes = {
  rounds: 1,
  appends: 20,
  appendsInFlight: 256,
  requests: 128,
  seen: 3,
  backlog: 1_000,
  events: 1_000,
};
