import fc from 'fast-check';
import { counted } from './tally-cases.builders.js';
import { methods, roundKinds, stances, type Quorum } from './tally-document.js';
import { reckonAgain, type PlainBallot, type PlainDocument, type PlainRound } from './testing/second-reckoning.js';

const names = ['A', 'B', 'C', 'D', 'E'];
const people = ['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7'];

/** What one member may put on a ballot of this kind; an abstention one time in six. */
function anAnswer(kind: PlainRound['kind'], open: readonly string[]): fc.Arbitrary<PlainBallot> {
  const some = fc.shuffledSubarray([...open]);
  const answer: Record<PlainRound['kind'], fc.Arbitrary<PlainBallot>> = {
    choice: fc.constantFrom(...open).map((choice) => ({ choice })),
    score: some.chain((stories) =>
      fc.tuple(...stories.map(() => fc.integer({ min: 10, max: 100 }))).map((tenths) => ({
        scores: Object.fromEntries(stories.map((story, at) => [story, (tenths[at] ?? 10) / 10])),
      })),
    ),
    rank: some.map((ranking) => ({ ranking })),
    approval: some.map((approve) => ({ approve })),
    stance: fc.constantFrom(...stances).map((stance) => ({ stance })),
  };
  return fc.oneof(
    { weight: 5, arbitrary: answer[kind] },
    { weight: 1, arbitrary: fc.constant({ abstain: true as const }) },
  );
}

const atMost = <T>(most: number, items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.subarray([...items], { maxLength: Math.min(most, items.length) });

interface Sitting extends Omit<PlainDocument, 'rounds'> {
  readonly voters: readonly string[];
}

const openTo = ({ stories, conflicts }: Sitting, member: string): readonly string[] =>
  stories.filter((story) => !conflicts.some((each) => each.member === member && each.story === story));

const aRoundOf = (sitting: Sitting): fc.Arbitrary<PlainRound> =>
  fc
    .record({
      kind: fc.constantFrom(...roundKinds),
      proposal: fc.subarray([...sitting.stories]),
      // Twice the same member: who answers again, except in a secret round, whose ballots have no name.
      voting:
        sitting.rules.secret || sitting.voters.length === 0
          ? fc.shuffledSubarray([...sitting.voters])
          : fc.array(fc.constantFrom(...sitting.voters), { maxLength: 12 }),
    })
    .chain(({ kind, proposal, voting }) =>
      fc
        .tuple(
          ...voting.map((member) =>
            fc.tuple(anAnswer(kind, openTo(sitting, member)), atMost(2, sitting.stories)).map(([answer, skipped]) => ({
              ...(sitting.rules.secret ? {} : { member }),
              ...answer,
              ...(skipped.length === 0 ? {} : { skipped }),
            })),
          ),
        )
        .map((ballots) => ({ kind, ballots, ...(kind === 'stance' ? { proposal } : {}) })),
    );

const aDocument: fc.Arbitrary<PlainDocument> = fc
  .record({
    method: fc.constantFrom(...methods.filter((method) => method !== 'secret_ballot')),
    stories: fc.shuffledSubarray(names, { minLength: 1 }),
    members: fc.shuffledSubarray(people, { minLength: 1 }),
    quorum: fc.constantFrom<Quorum[]>('more_than_half', 'all', 0, 2, 4),
    minimumBallots: fc.integer({ min: 1, max: 5 }),
    secret: fc.boolean(),
  })
  .chain(({ method, stories, members, ...rules }) =>
    atMost(
      6,
      members.flatMap((member) => stories.map((story) => ({ member, story }))),
    ).map((conflicts): Sitting => {
      const sitting = { method, stories, members, conflicts, rules, voters: members };
      return { ...sitting, voters: members.filter((member) => openTo(sitting, member).length > 0) };
    }),
  )
  .chain((sitting) => {
    const { voters: _voters, ...document } = sitting;
    return fc.array(aRoundOf(sitting), { maxLength: 4 }).map((rounds) => ({ ...document, rounds }));
  });

const saidBy = (document: object): object => {
  const { notes: _notes, ...said } = counted(document);
  return said;
};

describe('any sitting', () => {
  it('is counted as by a second reckoning, written otherwise', () => {
    fc.assert(
      fc.property(aDocument, (document) => {
        expect(saidBy(document)).toEqual(reckonAgain(document));
      }),
      { seed: 20261121, numRuns: 10_000 },
    );
  }, 60_000);

  it('is counted the same whatever the order of members, of stories, of conflicts and of ballots of different members', () => {
    const byLastBallot = (round: PlainRound): readonly PlainBallot[] =>
      round.ballots.filter(
        ({ member }, at) =>
          member === undefined || !round.ballots.slice(at + 1).some((later) => later.member === member),
      );
    const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length });
    const inAnyOrder = (document: PlainDocument): fc.Arbitrary<PlainDocument> =>
      fc
        .record({
          stories: shuffled(document.stories),
          members: shuffled(document.members),
          conflicts: shuffled(document.conflicts),
          ballots: fc.tuple(...document.rounds.map((round) => shuffled(byLastBallot(round)))),
        })
        .map(({ ballots, ...changed }) => ({
          ...document,
          ...changed,
          rounds: document.rounds.map((round, at) => ({ ...round, ballots: ballots[at] ?? [] })),
        }));
    // Lists of stories and of moves follow the order of `stories`: compared as sets.
    const unordered = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (name, each: unknown) =>
        Array.isArray(each) && name !== 'rounds' ? each.map((item) => JSON.stringify(item)).sort() : each,
      );
    fc.assert(
      fc.property(
        aDocument.chain((document) => fc.tuple(fc.constant(document), inAnyOrder(document))),
        ([document, other]) => {
          expect(unordered(saidBy(other))).toEqual(unordered(saidBy(document)));
        },
      ),
      { seed: 20261121, numRuns: 1_500 },
    );
  });

  it('is counted the same when somebody sends once more what they sent last', () => {
    const again = (round: PlainRound, who: string): PlainRound => {
      const last = round.ballots.findLast(({ member }) => member === who);
      return last === undefined ? round : { ...round, ballots: [...round.ballots, last] };
    };
    fc.assert(
      fc.property(
        aDocument.chain((document) => fc.tuple(fc.constant(document), fc.constantFrom(...document.members))),
        ([document, who]) => {
          const sentAgain = { ...document, rounds: document.rounds.map((round) => again(round, who)) };
          expect(saidBy(sentAgain)).toEqual(saidBy(document));
        },
      ),
      { seed: 20261121, numRuns: 700 },
    );
  });

  it('keeps the order of its stories, and what each was given, whoever would rather not choose', () => {
    const silent = ['M8', 'M9'];
    const openly = aDocument.map((document) => ({ ...document, rules: { ...document.rules, secret: false } }));
    /** What there are more of with more people is left out. */
    const given = (document: object): object => {
      const { leading, tie, condorcet, rounds } = counted(document);
      const without = ['entitled', 'answered', 'abstained', 'quorate', 'tooFew'];
      return JSON.parse(
        JSON.stringify({ leading, tie, condorcet, rounds }, (name, each: unknown) =>
          without.includes(name) ? undefined : each,
        ),
      ) as object;
    };
    fc.assert(
      fc.property(openly, (document) => {
        fc.pre(document.rounds.every(({ ballots }) => ballots.every(({ member }) => member !== undefined)));
        const abstentions = silent.map((member) => ({ member, abstain: true as const }));
        const withSilent = {
          ...document,
          members: [...document.members, ...silent],
          rounds: document.rounds.map((round) => ({ ...round, ballots: [...abstentions, ...round.ballots] })),
        };
        expect(given(withSilent)).toEqual(given(document));
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });

  it('held in a room by hands or dots, is counted as its ballots would be', () => {
    const aVote = aDocument.map((document) => ({
      ...document,
      rules: { ...document.rules, secret: false },
      rounds: document.rounds.filter(({ kind }) => kind === 'choice' || kind === 'approval').slice(0, 1),
    }));
    fc.assert(
      fc.property(aVote, (document) => {
        fc.pre(document.rounds.length === 1 && !document.rounds[0]?.ballots.some(({ member }) => member === undefined));
        const [byBallots] = counted(document).rounds;
        if (byBallots === undefined || !('byStory' in byBallots)) throw new Error('Nothing was counted');
        const { kind, abstained, answered, skipped: _skipped, ...rest } = byBallots;
        const counts = Object.fromEntries(
          Object.entries(byBallots.byStory ?? {}).map(([story, count]) => [story, 'votes' in count ? count.votes : 0]),
        );
        const inARoom = { ...document, rounds: [{ kind, counts, abstained, answered }] };
        expect(counted(inARoom).rounds).toEqual([{ kind, abstained, answered, ...rest }]);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});
