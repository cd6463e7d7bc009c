import type { ServiceRuntime } from '#service-kit/service.js';

import type { BallotsCounted } from '../../domain/round/round.js';
import type { SittingState } from '../../domain/sitting/state.js';
import { loadRound } from '../../reading-streams/load.js';

/** What whoever leads a meeting in a room wrote down in a round. Members: whose answers; none of counts. */
export interface RecordedInRoom {
  readonly recordedBy: string;
  readonly members: readonly string[];
}

/** Of rounds that have closed, by their ids. */
export async function recordedInRounds(
  { store }: ServiceRuntime,
  { rounds }: SittingState,
): Promise<ReadonlyMap<string, RecordedInRoom>> {
  const found = await Promise.all(
    rounds.map(async ({ round }) => {
      const counted = (await loadRound(store, round))?.counted;
      const recorded = counted === undefined ? undefined : recordedIn(counted);
      return recorded === undefined ? [] : [[round, recorded] as const];
    }),
  );
  return new Map(found.flat());
}

function recordedIn({ counts, ballots }: BallotsCounted['data']): RecordedInRoom | undefined {
  if (counts !== null) return { recordedBy: counts.recordedBy, members: [] };
  const slips = ballots.flatMap(({ member, recordedBy }) =>
    member === null || recordedBy === undefined ? [] : [{ member, recordedBy }],
  );
  const [first] = slips;
  return first === undefined ? undefined : { recordedBy: first.recordedBy, members: slips.map(({ member }) => member) };
}
