import { aRound, aSitting, counted, roundOf, unnamed } from './tally-cases.builders.js';

const members = ['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7'];
const secretly = (ballots: string, changes: object = {}) =>
  counted(aSitting({ method: 'secret_ballot', members, rounds: [aRound('choice', unnamed(ballots))], ...changes }));

describe('a secret round', () => {
  it('is counted as any other once five ballots choose', () => {
    expect(secretly('ABABA-')).toEqual({
      rounds: [
        {
          round: 1,
          kind: 'choice',
          entitled: 7,
          answered: 6,
          abstained: 1,
          quorate: true,
          byStory: { A: { votes: 3, entitled: 7 }, B: { votes: 2, entitled: 7 }, C: { votes: 0, entitled: 7 } },
          leading: ['A'],
          tie: false,
        },
      ],
      leading: ['A'],
      tie: false,
      quorate: true,
      decidable: true,
      condorcet: null,
      notes: [],
    });
  });

  it('shows nothing by story while fewer than five choose, however many abstain', () => {
    expect(secretly('AABB---')).toEqual({
      rounds: [
        { round: 1, kind: 'choice', entitled: 7, answered: 7, abstained: 3, quorate: true, leading: [], tie: false },
      ],
      leading: [],
      tie: false,
      quorate: true,
      decidable: false,
      condorcet: null,
      notes: [{ note: 'secret-round-not-shown', round: 1, minimumBallots: 5 }],
    });
  });

  it('shows nothing below quorum either: it cannot be decided on', () => {
    const many = Array.from({ length: 12 }, (_, index) => `M${index + 1}`);
    const result = secretly('AAABBB', { members: many });
    expect(result).toMatchObject({ quorate: false, decidable: false, leading: [] });
    expect(roundOf(result)).not.toHaveProperty('byStory');
  });

  it('keeps to the minimum of its rules', () => {
    expect(secretly('AAAB', { rules: { minimumBallots: 4 } })).toMatchObject({ leading: ['A'], decidable: true });
    expect(secretly('AAABBB', { rules: { minimumBallots: 7 } })).toMatchObject({ leading: [], decidable: false });
  });

  it('does not tell who skipped what while it is not shown', () => {
    const ballots = [...unnamed('AABB'), { abstain: true, skipped: ['C'] }];
    expect(roundOf(secretly('', { rounds: [aRound('choice', ballots)] }))).not.toHaveProperty('skipped');
    const shown = [...unnamed('AABBA'), { abstain: true, skipped: ['C'] }];
    expect(roundOf(secretly('', { rounds: [aRound('choice', shown)] }))).toMatchObject({ skipped: { C: 1 } });
  });

  it('has no movement', () => {
    const rounds = [aRound('choice', unnamed('AAAAA')), aRound('choice', unnamed('BBBBB'))];
    expect(secretly('', { rounds }).rounds.some((round) => 'movement' in round)).toBe(false);
  });

  it.each([
    ['the method', { method: 'secret_ballot' }, {}],
    ['the rule', { method: 'majority', rules: { secret: true } }, {}],
    ['the round itself', { method: 'iterative' }, { secret: true }],
  ])('is made so by %s', (_, changes, round) => {
    const rounds = [aRound('choice', unnamed('AAB'), round)];
    const result = counted(aSitting({ members, ...changes, rounds }));
    expect(result.notes).toContainEqual({ note: 'secret-round-not-shown', round: 1, minimumBallots: 5 });
  });

  it.each([
    ['approval', { approve: ['A', 'B'] }],
    ['rank', { ranking: ['B'] }],
    ['score', { scores: { C: 4 } }],
    ['stance', { stance: 'agree' }],
  ])('hides the counts of a %s round as well', (kind, ballot) => {
    const proposal = kind === 'stance' ? { proposal: ['A'] } : {};
    const few = aRound(kind, Array<object>(4).fill(ballot), { secret: true, ...proposal });
    const enough = aRound(kind, Array<object>(5).fill(ballot), { secret: true, ...proposal });
    const [hidden, shown] = counted(aSitting({ method: 'consensus', members, rounds: [few, enough] })).rounds;
    expect(Object.keys(hidden ?? {})).toEqual([
      'round',
      'kind',
      'entitled',
      'answered',
      'abstained',
      'quorate',
      'leading',
      'tie',
    ]);
    expect(Object.keys(shown ?? {})).toContain(kind === 'stance' ? 'stance' : 'byStory');
  });

  it('does not count a ballot that approves of nothing, or ranks nothing, as one that chooses', () => {
    const ballots = [...Array<object>(4).fill({ approve: ['A'] }), { approve: [] }];
    const rounds = [aRound('approval', ballots)];
    expect(counted(aSitting({ method: 'approval', members, rules: { secret: true }, rounds }))).toMatchObject({
      rounds: [{ answered: 5, abstained: 0 }],
      decidable: false,
    });
  });

  it('takes none of those who answered in a room for choosing where no hand went up', () => {
    const hands = (counts: object) => ({ kind: 'approval', counts, abstained: 0, answered: 6 });
    const inRoom = (counts: object) =>
      counted(aSitting({ method: 'approval', members, rules: { secret: true }, rounds: [hands(counts)] }));
    expect(inRoom({ A: 0, B: 0 })).toMatchObject({ rounds: [{ answered: 6, quorate: true }], decidable: false });
    expect(inRoom({ A: 5, B: 0 })).toMatchObject({ leading: ['A'], decidable: true });
  });

  it('takes a turnout that has a name for each ballot', () => {
    const turnout = ['M1', 'M2', 'M3', 'M4', 'M6'];
    const rounds = [aRound('choice', unnamed('AABBB'), { turnout })];
    expect(secretly('', { rounds })).toMatchObject({ leading: ['B'], decidable: true });
  });
});

describe('a published round that is not shown', () => {
  const notShown = (round: object, changes: object = {}) =>
    counted(aSitting({ method: 'secret_ballot', members, rounds: [{ kind: 'choice', ...round }], ...changes }));

  it('says how many answered in the place of ballots', () => {
    expect(notShown({ answered: 5, abstained: 2 })).toEqual({
      rounds: [
        { round: 1, kind: 'choice', entitled: 7, answered: 5, abstained: 2, quorate: true, leading: [], tie: false },
      ],
      ...{ leading: [], tie: false, quorate: true, decidable: false, condorcet: null },
      notes: [{ note: 'secret-round-not-shown', round: 1, minimumBallots: 5 }],
    });
  });

  it('comes out as its ballots would have', () => {
    expect(notShown({ answered: 7, abstained: 3 })).toEqual(secretly('AABB---'));
  });

  it('decides nothing, whatever it says, and lets nobody move', () => {
    expect(notShown({ answered: 7 })).toMatchObject({ decidable: false, leading: [] });
    const then = aRound('choice', unnamed('AAAAAA'));
    const result = counted(
      aSitting({ method: 'secret_ballot', members, rounds: [{ kind: 'choice', answered: 4 }, then] }),
    );
    expect(result.rounds[1]).not.toHaveProperty('movement');
    expect(result).toMatchObject({ leading: ['A'], decidable: true });
  });
});
