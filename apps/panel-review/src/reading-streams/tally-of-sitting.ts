import { isRefusal } from '#contracts/shared/refusal.js';
import type { EventStore } from '#event-store/event-store.js';

import type { RoomCounts } from '../domain/round/room-counts.js';
import { answerThatCounts, type Answer, type BallotPublished } from '../domain/round/answer.js';
import { isShown } from '../domain/sitting/rules.js';
import { conflictsTold, type SittingState, storiesPresent } from '../domain/sitting/state.js';
import type {
  Ballot,
  Ballots,
  Conflict,
  NotShownRound,
  RoundKind,
  TallyDocument,
  TallyRound,
} from '../domain/tally/tally-document.js';
import { electorate, type Electorate } from '../domain/tally/electorate.js';
import { readTallyDocument } from '../domain/tally/read-tally-document.js';
import { loadRound } from './load.js';
import { publishedTally } from './published-tally.js';

/** What was answered in a round that has closed. */
export interface ClosedRound {
  readonly kind: RoundKind;
  /** Of a stance round. */
  readonly proposal?: readonly string[];
  readonly ballots: readonly BallotPublished[];
  readonly counts: RoomCounts | null;
  /** Undefined: an open round. */
  readonly secret?: SecretRound;
}

/** What a secret round comes with. */
export interface SecretRound {
  /** Those its ballots kept to. */
  readonly conflicts: readonly Conflict[];
  /** Null: shown. Else all that is, for too few chose. */
  readonly notShown: { readonly answered: number; readonly abstained: number } | null;
}

export async function closedRounds(store: EventStore, { rounds }: SittingState): Promise<readonly ClosedRound[]> {
  const closed: ClosedRound[] = [];
  for (const { round, result } of rounds) {
    const state = result === undefined ? undefined : await loadRound(store, round);
    if (state?.counted === undefined) continue;
    const { ballots, counts, conflicts = [] } = state.counted;
    const { answered, abstained } = state.counted.result;
    const notShown = isShown(state.counted.result) ? null : { answered, abstained };
    closed.push({
      ...asked(state.begun),
      ...{ ballots, counts },
      ...(state.begun.secret ? { secret: { conflicts, notShown } } : {}),
    });
  }
  return closed;
}

/**
 * A sitting as it is counted when its last round closes. A ballot for a story that has left since, or that the member has a
 * conflict with, is not.
 */
export function tallyDocument(
  sitting: SittingState,
  rounds: readonly ClosedRound[],
  told: readonly Conflict[] = conflictsTold(sitting),
): TallyDocument {
  const { rules, method, members } = sitting.opened;
  const stories = storiesPresent(sitting).map(({ story }) => story);
  const conflicts = told.filter(({ story }) => stories.includes(story));
  const voters = electorate(stories, members, conflicts);
  return {
    ...{ method, stories, members, conflicts },
    rules: { quorum: rules.quorum, scale: rules.scale, minimumBallots: rules.minimumBallots },
    rounds: rounds.map((round) => roundOf(round, voters)),
  };
}

/** A sitting as anybody can count it again. A ballot without a name cannot be taken out for a conflict told of later. */
export function recountable(sitting: SittingState, rounds: readonly ClosedRound[]): TallyDocument {
  const document = tallyDocument(sitting, rounds);
  const lastInSecret = rounds.findLast(({ secret }) => secret !== undefined);
  if (lastInSecret?.secret === undefined) return document;
  const isOpenSince = lastInSecret !== rounds.at(-1);
  // What was said since counts for open rounds since, unless the file would then contradict itself.
  if (isOpenSince && !isRefusal(readTallyDocument(publishedTally(document)))) return document;
  return tallyDocument(sitting, rounds, lastInSecret.secret.conflicts);
}

/** What a round asked. */
export const asked = ({
  kind,
  proposal,
}: Pick<ClosedRound, 'kind' | 'proposal'>): Pick<ClosedRound, 'kind' | 'proposal'> =>
  proposal === undefined ? { kind } : { kind, proposal };

function roundOf(round: ClosedRound, electorate: Electorate): TallyRound | NotShownRound {
  const { kind, counts, proposal = [] } = round;
  const notShown = round.secret?.notShown ?? null;
  if (notShown !== null) return { kind, secret: true, cast: { as: 'not-shown', ...notShown } };
  const secret = round.secret !== undefined;
  const { includes } = electorate;
  if (counts !== null) {
    const { abstained } = counts;
    const byStory = Object.entries(counts.counts).filter(([story]) => includes(story));
    // A story that left took its hands with it: in a choice round what is left has to add up.
    const left = byStory.reduce((sum, [, votes]) => sum + votes, abstained);
    const answered = kind === 'choice' ? left : counts.answered;
    const cast = { as: 'counts' as const, counts: new Map(byStory), abstained, answered };
    return { kind: kind === 'approval' ? kind : 'choice', secret: false, cast };
  }
  switch (kind) {
    case 'choice':
      return { kind, secret, cast: ballotsOf(round, electorate, ({ choice }) => choice) };
    case 'score':
      return {
        ...{ kind, secret },
        cast: ballotsOf(round, electorate, ({ scores }) =>
          scores === undefined ? undefined : new Map(Object.entries(scores)),
        ),
      };
    case 'approval':
      return { kind, secret, cast: ballotsOf(round, electorate, ({ approve }) => approve) };
    case 'rank':
      return { kind, secret, cast: ballotsOf(round, electorate, ({ ranking }) => ranking) };
    case 'stance':
      return {
        ...{ kind, secret },
        proposal: proposal.filter(includes),
        cast: ballotsOf(round, electorate, ({ stance }) => stance),
      };
  }
}

function ballotsOf<Of>(
  { ballots }: ClosedRound,
  { includes, mayChoose, storiesOpenTo }: Electorate,
  answerOf: (ballot: Answer) => Of | undefined,
): Ballots<Of> {
  const counted = ballots.flatMap((ballot): readonly Ballot<Of>[] => {
    const { member } = ballot;
    if (storiesOpenTo(member).length === 0) return [];
    const answer = answerThatCounts(ballot, (story) => mayChoose(member, story));
    if (answer === undefined) return [];
    return [{ member, answer: answerOf(answer) ?? null, skipped: ballot.skipped.filter(includes) }];
  });
  return { as: 'ballots', ballots: counted };
}
