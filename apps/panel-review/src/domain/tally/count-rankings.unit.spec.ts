import { aRound, aSitting, byStoryOf, conflict, counted, roundOf } from './tally-cases.builders.js';

/** `M1`, `M2`, ... in order: `BA` ranks B before A and leaves the rest unranked; `-` abstains. */
const ranking = (...rankings: readonly string[]): readonly object[] =>
  rankings.map((letters, index) => ({
    member: `M${index + 1}`,
    ...(letters === '-' ? { abstain: true } : { ranking: [...letters] }),
  }));

const ranked = (ballots: readonly object[], changes: object = {}) =>
  counted(aSitting({ method: 'ranked', rounds: [aRound('rank', ballots)], ...changes }));
const byStory = (ballots: readonly object[], changes: object = {}) => byStoryOf(ranked(ballots, changes));

describe('a rank round', () => {
  it('gives k-1, k-2, ... in order and counts pairs over all ballots', () => {
    // A 2+2+0, B 1+1+2, C 0+0+1. A before B twice of three, A before C twice, B before C always.
    expect(ranked(ranking('ABC', 'ABC', 'BCA'))).toEqual({
      rounds: [
        {
          round: 1,
          kind: 'rank',
          entitled: 5,
          answered: 3,
          abstained: 0,
          quorate: true,
          byStory: {
            A: { borda: 4, wins: 2, losses: 0, ties: 0 },
            B: { borda: 4, wins: 1, losses: 1, ties: 0 },
            C: { borda: 1, wins: 0, losses: 2, ties: 0 },
          },
          leading: ['A', 'B'],
          tie: true,
        },
      ],
      leading: ['A', 'B'],
      tie: true,
      quorate: true,
      decidable: true,
      condorcet: 'A',
      notes: [{ note: 'borda-and-condorcet-differ', round: 1, leading: ['A', 'B'], condorcet: 'A' }],
    });
  });

  it('gives each story left unranked (k-r-1)/2, behind every ranked one and level with one another', () => {
    // M1: B 2, A and C (3-1-1)/2 each. M2: C 2, A 1, B (3-2-1)/2. A-B and B-C are one all; C beats A once.
    const ballots = ranking('B', 'CA');
    expect(byStory(ballots)).toEqual({
      A: { borda: 1.5, wins: 0, losses: 1, ties: 1 },
      B: { borda: 2, wins: 0, losses: 0, ties: 2 },
      C: { borda: 2.5, wins: 1, losses: 0, ties: 1 },
    });
    expect(ranked(ballots)).toMatchObject({ leading: ['C'], condorcet: null, notes: [] });
  });

  it('takes k from what the member may choose, and leaves out pairs they may not', () => {
    // M1 may choose B and C: C 1, B (2-1-1)/2. M2 ranks all: 2, 1, 0.
    const ballots = ranking('C', 'ABC');
    expect(byStory(ballots, { conflicts: [conflict('M1', 'A')] })).toEqual({
      A: { borda: 2, wins: 2, losses: 0, ties: 0 },
      B: { borda: 1, wins: 0, losses: 1, ties: 1 },
      C: { borda: 1, wins: 0, losses: 1, ties: 1 },
    });
  });

  it('finds no Condorcet story in a circle', () => {
    const result = ranked(ranking('ABC', 'BCA', 'CAB'));
    expect(result).toMatchObject({ leading: ['A', 'B', 'C'], tie: true, condorcet: null, notes: [] });
    expect(roundOf(result)).toMatchObject({ byStory: { A: { borda: 3, wins: 1, losses: 1, ties: 0 } } });
  });

  it('says nothing of a difference where the Condorcet story leads alone', () => {
    expect(ranked(ranking('BAC', 'BCA', 'ABC'))).toMatchObject({ leading: ['B'], condorcet: 'B', notes: [] });
  });

  it('shares all points out evenly for a ballot that ranks nothing', () => {
    expect(byStory(ranking('', 'C'))).toMatchObject({ A: { borda: 1.5 }, B: { borda: 1.5 }, C: { borda: 3 } });
  });

  it('leads nowhere, and nobody beats anybody, when nobody ranked anything', () => {
    expect(ranked(ranking('', '', '-'))).toMatchObject({
      rounds: [{ answered: 3, abstained: 1, byStory: { A: { wins: 0, losses: 0, ties: 2 } } }],
      leading: [],
      tie: false,
      condorcet: null,
      quorate: true,
    });
  });

  it('goes by the last ranking of a member', () => {
    const ballots = [...ranking('ABC'), { member: 'M1', ranking: ['C', 'B', 'A'] }];
    expect(roundOf(ranked(ballots))).toMatchObject({ answered: 1, byStory: { A: { borda: 0 }, C: { borda: 2 } } });
  });

  it('keeps halves exact over many ballots', () => {
    const members = Array.from({ length: 301 }, (_, index) => `M${index + 1}`);
    const ballots = members.map((member) => ({ member, ranking: ['B'] }));
    expect(byStory(ballots, { members })).toMatchObject({ A: { borda: 150.5 }, B: { borda: 602 } });
  });
});
