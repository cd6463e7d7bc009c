import type { Ballot, TallyDocument, TallyRound } from '../../domain/tally/tally-document.js';

/** The document as JSON, in the form of method.md, "The tally file". */
export const publishedTally = (document: TallyDocument) => ({
  ...document,
  conflicts: document.conflicts.map(({ member, story }) => ({ member, story })),
  rounds: document.rounds.map(publishedRound),
});

function publishedRound(round: TallyRound) {
  const { kind, cast } = round;
  if (cast.as === 'counts') {
    const { counts, abstained, answered } = cast;
    return { kind, counts: Object.fromEntries(counts), abstained, answered };
  }
  if (kind === 'score') return { kind, ballots: round.cast.ballots.map((each) => ballotOf(each, scoresOf)) };
  if (kind === 'choice' && round.cast.as === 'ballots') {
    return { kind, ballots: round.cast.ballots.map((each) => ballotOf(each, (choice) => ({ choice }))) };
  }
  throw new Error(`Meetings do not hold rounds of kind ${kind} yet`);
}

const scoresOf = (scores: ReadonlyMap<string, number>) => ({ scores: Object.fromEntries(scores) });

const ballotOf = <Answer>({ member, answer, skipped }: Ballot<Answer>, asJson: (answer: Answer) => object) => ({
  ...(member === null ? {} : { member }),
  ...(answer === null ? { abstain: true } : asJson(answer)),
  ...(skipped.length === 0 ? {} : { skipped }),
});
