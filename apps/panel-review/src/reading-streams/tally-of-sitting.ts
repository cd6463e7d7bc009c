import type { EventStore } from '#event-store/event-store.js';

import type { RoomCounts } from '../domain/round/room-counts.js';
import type { BallotPublished } from '../domain/round/round.js';
import { storiesPresent, type SittingState } from '../domain/sitting/state.js';
import type { Ballot, TallyDocument, TallyRound } from '../domain/tally/tally-document.js';
import { loadRound } from './load.js';

/** What was answered in a round that has closed. */
export interface ClosedRound {
  readonly kind: 'choice' | 'score';
  readonly ballots: readonly BallotPublished[];
  readonly counts: RoomCounts | null;
}

export async function closedRounds(store: EventStore, { rounds }: SittingState): Promise<readonly ClosedRound[]> {
  const closed: ClosedRound[] = [];
  for (const { round, result } of rounds) {
    const state = result === undefined ? undefined : await loadRound(store, round);
    if (state?.counted !== undefined) closed.push({ kind: state.begun.kind, ...state.counted });
  }
  return closed;
}

/** A sitting as it is counted. A ballot for a story that has left since is not counted. */
export function tallyDocument(sitting: SittingState, rounds: readonly ClosedRound[]): TallyDocument {
  const { rules, method, members } = sitting.opened;
  const stories = storiesPresent(sitting).map(({ story }) => story);
  return {
    method,
    stories,
    members,
    conflicts: sitting.conflicts
      .filter(({ story }) => stories.includes(story))
      .map(({ member, story }) => ({ member, story })),
    rules: { quorum: rules.quorum, scale: rules.scale, minimumBallots: rules.minimumBallots },
    rounds: rounds.map((round) => roundOf(round, new Set(stories))),
  };
}

function roundOf({ kind, ballots, counts }: ClosedRound, present: ReadonlySet<string>): TallyRound {
  if (counts !== null) {
    const { abstained, answered } = counts;
    const byStory = Object.entries(counts.counts).filter(([story]) => present.has(story));
    return { kind: 'choice', secret: false, cast: { as: 'counts', counts: new Map(byStory), abstained, answered } };
  }
  if (kind === 'score') {
    const scored = ballots.map(({ member, scores, skipped }): Ballot<ReadonlyMap<string, number>> => ({
      member,
      answer: scores === undefined ? null : new Map(Object.entries(scores).filter(([story]) => present.has(story))),
      skipped: skipped.filter((story) => present.has(story)),
    }));
    return { kind: 'score', secret: false, cast: { as: 'ballots', ballots: scored } };
  }
  const chosen = ballots
    .filter(({ choice }) => choice === undefined || present.has(choice))
    .map(({ member, choice = null, skipped }): Ballot<string> => ({
      member,
      answer: choice,
      skipped: skipped.filter((story) => present.has(story)),
    }));
  return { kind: 'choice', secret: false, cast: { as: 'ballots', ballots: chosen } };
}
