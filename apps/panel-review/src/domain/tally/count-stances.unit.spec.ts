import { aRound, aSitting, conflict, counted, roundOf } from './tally-cases.builders.js';

const stanceOf = { a: 'agree', s: 'stand_aside', o: 'object' } as const;
type Letter = keyof typeof stanceOf | '-';

/** `M1`, `M2`, ... in order: `a` agrees, `s` stands aside, `o` objects, `-` abstains. */
const taking = (...letters: readonly Letter[]): readonly object[] =>
  letters.map((letter, index) => ({
    member: `M${index + 1}`,
    ...(letter === '-' ? { abstain: true } : { stance: stanceOf[letter] }),
  }));

const onProposal = (proposal: readonly string[], ballots: readonly object[], changes: object = {}) =>
  counted(aSitting({ method: 'consensus', rounds: [aRound('stance', ballots, { proposal })], ...changes }));

describe('a stance round', () => {
  it('counts stances and leads with the proposal when somebody agrees and nobody objects', () => {
    expect(roundOf(onProposal(['A'], taking('a', 'a', 's', '-')))).toEqual({
      round: 1,
      kind: 'stance',
      entitled: 5,
      answered: 4,
      abstained: 1,
      quorate: true,
      stance: { agree: 2, standAside: 1, object: 0 },
      leading: ['A'],
      tie: false,
    });
  });

  it.each<[string, readonly Letter[]]>([
    ['one objection is enough', ['a', 'a', 'a', 'a', 'o']],
    ['standing aside is not agreeing', ['s', 's', 's']],
    ['abstaining is not agreeing', ['-', '-', '-']],
    ['nobody answered', []],
  ])('leads nowhere: %s', (_, letters) => {
    expect(onProposal(['A'], taking(...letters))).toMatchObject({ leading: [], tie: false });
  });

  it('leads with every story of a joint proposal, in the order of the sitting, and it is no tie', () => {
    expect(onProposal(['C', 'A'], taking('a', 'a', 'a'))).toMatchObject({
      rounds: [{ leading: ['A', 'C'], tie: false }],
      leading: ['A', 'C'],
      tie: false,
      decidable: true,
    });
  });

  it('can propose that nobody be chosen', () => {
    expect(onProposal([], taking('a', 'a', 'a'))).toMatchObject({ leading: [], tie: false, decidable: true });
  });

  it('goes by the last stance of a member: an objection can be taken back', () => {
    const ballots = [...taking('o', 'a', 'a'), { member: 'M1', stance: 'stand_aside' }];
    expect(onProposal(['B'], ballots)).toMatchObject({
      rounds: [{ answered: 3, stance: { agree: 2, standAside: 1, object: 0 } }],
      leading: ['B'],
    });
  });

  it('hears a member with a conflict about the story proposed, and counts them as entitled', () => {
    const conflicts = [conflict('M1', 'A')];
    expect(onProposal(['A'], taking('o', 'a', 'a'), { conflicts })).toMatchObject({
      rounds: [{ entitled: 5, stance: { agree: 2, standAside: 0, object: 1 } }],
      leading: [],
    });
  });

  it('decides over the choices that came before it', () => {
    const choices = aRound('choice', [
      { member: 'M1', choice: 'B' },
      { member: 'M2', choice: 'B' },
      { member: 'M3', choice: 'C' },
    ]);
    const stance = aRound('stance', taking('a', 'a', 'a'), { proposal: ['C'] });
    expect(counted(aSitting({ method: 'consensus', rounds: [choices, stance] })).leading).toEqual(['C']);
  });
});
