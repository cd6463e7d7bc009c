import { randomInt } from 'node:crypto';

import { KeysErased } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { boxOf } from '../../deciding/box-of-round.js';
import { answerThatCounts, type Answer, type BallotPublished, type BallotText } from '../../domain/round/answer.js';
import { ballotsOf, recordersOf, roundStream, type RoundState } from '../../domain/round/round.js';
import { mayNotChoose, type SittingState, storiesPresent } from '../../domain/sitting/state.js';

export interface BallotOfMember {
  readonly member: string;
  readonly ballot: BallotText;
}

/**
 * What lies in a round that has been stopped, in no order that means anything for a secret one. Undefined: another
 * process has counted and destroyed it since this one looked.
 */
export async function ballotsOfRound(
  service: ServiceRuntime,
  state: RoundState,
): Promise<readonly BallotOfMember[] | undefined> {
  if (state.begun.secret) {
    const box = await boxOf(service, state);
    const answers = await box?.answers();
    return answers?.map(({ member, answer }) => ({ member, ballot: { ...answer, skipped: [], reasons: {} } }));
  }
  try {
    const key = await service.vault.openRound(roundStream(state.begun.round));
    return [...ballotsOf(state)].map(([member, sealed]) => ({ member, ballot: key.open<BallotText>(sealed) }));
  } catch (error) {
    if (error instanceof KeysErased) return undefined;
    throw error;
  }
}

/** A story withdrawn, or a conflict declared, since it was cast: what the ballot says of that story is not counted. */
export function ballotsThatCount(
  ballots: readonly BallotOfMember[],
  round: RoundState,
  sitting: SittingState,
): readonly BallotPublished[] {
  const recorders = recordersOf(round);
  const present = storiesPresent(sitting).map(({ story }) => story);
  const mayChoose = (member: string, story: string): boolean =>
    present.includes(story) && !mayNotChoose(sitting, member, story);
  const counted = ballots.flatMap(({ member, ballot }): BallotPublished[] => {
    if (!present.some((story) => mayChoose(member, story))) return [];
    const answer = answerThatCounts(ballot, (story) => mayChoose(member, story));
    if (answer === undefined) return [];
    const recordedBy = recorders.get(member);
    return [
      {
        ...{ member, ...answer, skipped: ballot.skipped.filter((story) => present.includes(story)) },
        ...(recordedBy === undefined ? {} : { recordedBy }),
      },
    ];
  });
  return round.begun.secret ? shuffled(counted.map(withoutName)) : counted;
}

/** Who skipped a story is on record: it would put a name to a ballot. */
const withoutName = ({ member: _member, skipped: _skipped, ...answer }: BallotPublished): BallotPublished => ({
  member: null,
  ...inOneOrder(answer),
  skipped: [],
});

/** Scores in the order in which somebody typed them would tell one ballot from another. */
const inOneOrder = ({ scores, approve, ...answer }: Answer): Answer => ({
  ...answer,
  ...(approve === undefined ? {} : { approve: [...approve].sort() }),
  ...(scores === undefined
    ? {}
    : { scores: Object.fromEntries(Object.entries(scores).sort(([a], [b]) => (a < b ? -1 : 1))) }),
});

/** Fisher and Yates, with random numbers that nobody can foresee. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  const left = [...items];
  const drawn: Item[] = [];
  while (left.length > 0) drawn.push(...left.splice(randomInt(left.length), 1));
  return drawn;
}
