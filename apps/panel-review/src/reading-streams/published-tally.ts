import {
  answerField,
  isNotShown,
  type NotShownRound,
  type TallyDocument,
  type TallyRound,
} from '../domain/tally/tally-document.js';

/** The document as JSON, in the form of method.md, "The tally file". */
export const publishedTally = (document: TallyDocument) => ({
  ...document,
  rounds: document.rounds.map(publishedRound),
});

function publishedRound(round: TallyRound | NotShownRound) {
  const secrecy = round.secret ? { secret: round.secret } : {};
  if (isNotShown(round)) {
    const { answered, abstained } = round.cast;
    return { kind: round.kind, ...secrecy, answered, abstained };
  }
  const { kind, cast } = round;
  if (cast.as === 'counts') {
    const { counts, abstained, answered } = cast;
    return { kind, counts: Object.fromEntries(counts), abstained, answered };
  }
  return {
    kind,
    ...secrecy,
    ...(kind === 'stance' ? { proposal: round.proposal } : {}),
    ballots: cast.ballots.map(({ member, answer, skipped }) => ({
      ...(member === null ? {} : { member }),
      ...(answer === null ? { abstain: true } : { [answerField[kind]]: asJson(answer) }),
      ...(skipped.length === 0 ? {} : { skipped }),
    })),
  };
}

const asJson = (answer: string | readonly string[] | ReadonlyMap<string, number>): unknown =>
  typeof answer !== 'string' && 'get' in answer ? Object.fromEntries(answer) : answer;
