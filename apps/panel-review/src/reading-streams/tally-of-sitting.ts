import type { EventStore } from '#event-store/event-store.js';

import type { RoomCounts } from '../domain/round/room-counts.js';
import type { BallotPublished } from '../domain/round/round.js';
import { storiesPresent, type SittingState } from '../domain/sitting/state.js';
import type { Ballot, TallyDocument, TallyRound } from '../domain/tally/tally-document.js';
import { electorate, type Electorate } from '../domain/tally/electorate.js';
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

/** A sitting as it is counted. A ballot for a story that has left since, or that the member has a conflict with, is not. */
export function tallyDocument(sitting: SittingState, rounds: readonly ClosedRound[]): TallyDocument {
  const { rules, method, members } = sitting.opened;
  const stories = storiesPresent(sitting).map(({ story }) => story);
  const conflicts = sitting.conflicts
    .filter(({ story }) => stories.includes(story))
    .map(({ member, story }) => ({ member, story }));
  const voters = electorate(stories, members, conflicts);
  return {
    ...{ method, stories, members, conflicts },
    rules: { quorum: rules.quorum, scale: rules.scale, minimumBallots: rules.minimumBallots },
    rounds: rounds.map((round) => roundOf(round, voters)),
  };
}

function roundOf(
  { kind, ballots: all, counts }: ClosedRound,
  { includes, mayChoose, storiesOpenTo }: Electorate,
): TallyRound {
  if (counts !== null) {
    const { abstained } = counts;
    const byStory = Object.entries(counts.counts).filter(([story]) => includes(story));
    const answered = byStory.reduce((sum, [, votes]) => sum + votes, abstained);
    return { kind: 'choice', secret: false, cast: { as: 'counts', counts: new Map(byStory), abstained, answered } };
  }
  const ballots = all.filter(({ member }) => storiesOpenTo(member).length > 0);
  if (kind === 'score') {
    const scored = ballots.map(({ member, scores, skipped }): Ballot<ReadonlyMap<string, number>> => ({
      member,
      answer:
        scores === undefined ? null : new Map(Object.entries(scores).filter(([story]) => mayChoose(member, story))),
      skipped: skipped.filter(includes),
    }));
    const answered = scored.filter(({ answer }) => answer === null || answer.size > 0);
    return { kind: 'score', secret: false, cast: { as: 'ballots', ballots: answered } };
  }
  const chosen = ballots
    .filter(({ member, choice }) => choice === undefined || mayChoose(member, choice))
    .map(({ member, choice = null, skipped }): Ballot<string> => ({
      member,
      answer: choice,
      skipped: skipped.filter(includes),
    }));
  return { kind: 'choice', secret: false, cast: { as: 'ballots', ballots: chosen } };
}
