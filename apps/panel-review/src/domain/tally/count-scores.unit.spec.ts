import { aRound, aSitting, byStoryOf, conflict, counted, roundOf } from './tally-cases.builders.js';

type Scores = Readonly<Record<string, number>>;

/** `M1`, `M2`, ... in order, each with the scores they give. */
const scoring = (...scores: readonly Scores[]): readonly object[] =>
  scores.map((given, index) => ({ member: `M${index + 1}`, scores: given }));

const scored = (ballots: readonly object[], changes: object = {}) =>
  counted(aSitting({ method: 'scoring', rounds: [aRound('score', ballots)], ...changes }));

describe('a score round', () => {
  it('compares means of the scores given, with how many gave one', () => {
    const ballots = [...scoring({ A: 7, B: 4 }, { A: 4 }, { B: 5 }), { member: 'M4', abstain: true }];
    expect(scored(ballots)).toEqual({
      rounds: [
        {
          round: 1,
          kind: 'score',
          entitled: 5,
          answered: 4,
          abstained: 1,
          quorate: true,
          byStory: {
            A: { mean: 5.5, n: 2, entitled: 5, tooFew: true },
            B: { mean: 4.5, n: 2, entitled: 5, tooFew: true },
            C: { mean: null, n: 0, entitled: 5, tooFew: true },
          },
          leading: ['A'],
          tie: false,
        },
      ],
      leading: ['A'],
      tie: false,
      quorate: true,
      decidable: true,
      condorcet: null,
      notes: [{ note: 'leading-story-has-too-few-scores', round: 1, story: 'A' }],
    });
  });

  it('does not take a missing score for nought', () => {
    const ballots = scoring({ A: 9, B: 8 }, { B: 8 }, { B: 8 }, { A: 9, B: 8 }, { A: 9, B: 8 });
    expect(scored(ballots)).toMatchObject({ leading: ['A'], notes: [] });
  });

  it('ties equal means of different numbers of scores, and says which has too few', () => {
    expect(scored(scoring({ A: 7, B: 8 }, { A: 8 }, { A: 9 }))).toMatchObject({
      rounds: [{ byStory: { A: { mean: 8, n: 3, tooFew: false }, B: { mean: 8, n: 1, tooFew: true } } }],
      leading: ['A', 'B'],
      tie: true,
      notes: [{ note: 'leading-story-has-too-few-scores', round: 1, story: 'B' }],
    });
  });

  it('ties means that are equal as fractions, though their doubles differ', () => {
    const ballots = scoring({ A: 0.1, B: 0.15 }, { A: 0.2, B: 0.15 }, { C: 0.15 });
    expect(scored(ballots, { rules: { scale: { min: 0, max: 1 } } })).toMatchObject({
      leading: ['A', 'B', 'C'],
      tie: true,
    });
  });

  it('does not tie means that are a ten-millionth apart', () => {
    const ballots = scoring({ A: 5.0000001, B: 5 }, { A: 5, B: 5 }, { A: 5, B: 5 });
    expect(scored(ballots)).toMatchObject({ leading: ['A'], tie: false });
  });

  it('prints a mean to more than nine decimals', () => {
    const byStory = byStoryOf(scored(scoring({ A: 1 }, { A: 2 }, { A: 2 })));
    expect(byStory?.['A']).toEqual({ mean: 5 / 3, n: 3, entitled: 5, tooFew: false });
  });

  it('lets a story with too few scores lead, with a note', () => {
    expect(scored(scoring({ A: 9, C: 10 }, { A: 9 }, { A: 9 }))).toMatchObject({
      leading: ['C'],
      notes: [{ note: 'leading-story-has-too-few-scores', round: 1, story: 'C' }],
    });
  });

  it.each([
    ['half of those who may score are not too few', 4, [], false],
    ['fewer than half are', 5, [], true],
    ['a member with a conflict is not one who may score', 5, [conflict('M5', 'A')], false],
    ['a member with a conflict about another story is', 5, [conflict('M5', 'B')], true],
  ])('%s', (_, members, conflicts, tooFew) => {
    const names = Array.from({ length: members }, (_none, index) => `M${index + 1}`);
    const byStory = byStoryOf(scored(scoring({ A: 5 }, { A: 6 }), { members: names, conflicts }));
    expect(byStory?.['A']).toMatchObject({ n: 2, tooFew });
  });

  it('leads nowhere when nobody scored anything', () => {
    const result = scored([...scoring({}, {}), { member: 'M3', abstain: true }]);
    expect(result).toMatchObject({ leading: [], tie: false, quorate: true, decidable: true });
    expect(roundOf(result)).toMatchObject({ answered: 3, abstained: 1 });
  });

  it('takes all of the last ballot of a member and nothing of the one before', () => {
    const ballots = [...scoring({ A: 9, B: 2 }), { member: 'M1', scores: { B: 3 } }];
    expect(roundOf(scored(ballots))).toMatchObject({
      answered: 1,
      byStory: { A: { mean: null, n: 0 }, B: { mean: 3, n: 1 } },
    });
  });

  it('keeps to the scale of the sitting, below nought too', () => {
    const ballots = scoring({ A: -2, B: 0 }, { A: -1, B: -1 });
    expect(scored(ballots, { rules: { scale: { min: -2, max: 2 } } })).toMatchObject({
      rounds: [{ byStory: { A: { mean: -1.5 }, B: { mean: -0.5 } } }],
      leading: ['B'],
    });
  });

  it('says how many skipped a story, and asks no score of them', () => {
    const ballots = [
      { member: 'M1', scores: { A: 5, B: 6 }, skipped: ['C'] },
      { member: 'M2', scores: { A: 5 }, skipped: ['B', 'C'] },
    ];
    expect(roundOf(scored(ballots))).toMatchObject({ skipped: { B: 1, C: 2 }, byStory: { B: { mean: 6, n: 1 } } });
  });
});

describe('which round decides', () => {
  const scores = (story: string): object => aRound('score', scoring({ [story]: 9 }, { [story]: 9 }, { [story]: 9 }));
  const votes = (story: string): object =>
    aRound(
      'choice',
      ['M1', 'M2', 'M3'].map((member) => ({ member, choice: story })),
    );
  const leads = (method: string, ...rounds: readonly object[]) => counted(aSitting({ method, rounds })).leading;

  it('is the last score round of scoring', () => {
    expect(leads('scoring', scores('A'), scores('B'))).toEqual(['B']);
  });

  it('is the last choice round of pre-score then vote, never the scores', () => {
    expect(leads('pre_score_then_vote', scores('A'), votes('B'))).toEqual(['B']);
    expect(leads('pre_score_then_vote', scores('A'), votes('B'), scores('C'))).toEqual(['B']);
  });

  it('is the last vote of an iterative sitting', () => {
    expect(leads('iterative', votes('A'), votes('C'))).toEqual(['C']);
  });

  it('is not there yet when only scores were given before a vote', () => {
    expect(counted(aSitting({ method: 'pre_score_then_vote', rounds: [scores('A')] }))).toMatchObject({
      rounds: [{ leading: ['A'], quorate: true }],
      leading: [],
      tie: false,
      quorate: false,
      decidable: false,
      notes: [{ note: 'no-round-decides' }],
    });
  });

  it('is not there yet when there was no round', () => {
    expect(counted(aSitting({ rounds: [] }))).toEqual({
      rounds: [],
      leading: [],
      tie: false,
      quorate: false,
      decidable: false,
      condorcet: null,
      notes: [{ note: 'no-round-decides' }],
    });
  });

  it('is held to its own quorum, not to that of a round before', () => {
    const below = aRound('choice', [{ member: 'M1', choice: 'A' }]);
    expect(counted(aSitting({ method: 'iterative', rounds: [votes('A'), below] }))).toMatchObject({
      rounds: [{ quorate: true }, { quorate: false }],
      quorate: false,
      decidable: false,
    });
  });
});
