import type { Sealed } from '#contracts/shared/sealed.js';
import { given } from '#contracts/testing/given.js';

import { roundDecider, type BallotCast, type RoundBegun, type RoundEvent, type RoundStopped } from './round.js';
import type { RoomCounts } from './room-counts.js';

export const begun = (changes: Partial<RoundBegun['data']> = {}): RoundBegun => ({
  type: 'RoundBegun',
  schemaVersion: 1,
  data: {
    round: 'R1',
    sitting: 'S1',
    organisation: 'pont-y-bore',
    number: 1,
    kind: 'choice',
    secret: false,
    stories: ['A', 'B', 'C'],
    members: ['M1', 'M2', 'M3', 'M4', 'M5'],
    conflicts: [{ member: 'M1', story: 'A' }],
    rules: {
      quorum: 'more_than_half',
      scale: { min: 1, max: 10 },
      maxRounds: 3,
      minimumBallots: 5,
      tellersHidden: true,
      skippingAllowed: true,
    },
    facilitator: 'F1',
    heldIn: 'online',
    ...changes,
  },
});

export const sealed = (box = 'sealed'): Sealed => ({ class: 'ballot', version: 1, box });

export const cast = (member: string, ballot = sealed()): BallotCast => ({
  type: 'BallotCast',
  schemaVersion: 1,
  data: { member, ballot },
});

/** From a slip of theirs, by the facilitator. */
export const recorded = (member: string, ballot = sealed()): BallotCast => ({
  type: 'BallotCast',
  schemaVersion: 1,
  data: { member, ballot, recordedBy: 'F1' },
});

export const stopped = (counts: RoomCounts | null = null): RoundStopped => ({
  type: 'RoundStopped',
  schemaVersion: 1,
  data: { counts },
});

/** A choice among A, B and C by M1 to M5; M1 has a conflict with A. */
export const round = (...events: readonly RoundEvent[]) => given(roundDecider, [begun(), ...events]);
