import { aRound, aSitting, approving, choosing, conflict, counted, roundOf, unnamed } from './tally-cases.builders.js';

const leads = (document: object) => {
  const { leading, tie, quorate, decidable } = counted(document);
  return { leading, tie, quorate, decidable };
};
const inOneRound = (ballots: readonly object[], changes: object = {}) =>
  aSitting({ rounds: [aRound('choice', ballots)], ...changes });

describe('a choice round', () => {
  it.each([
    ['most votes lead', 'BBABC', ['B'], false],
    ['two level stories tie, in the order of the stories', 'CACA-', ['A', 'C'], true],
    ['three can tie', 'CBA', ['A', 'B', 'C'], true],
    ['one vote is enough to lead', 'C----', ['C'], false],
    ['nobody chose anything: nobody leads', '-----', [], false],
  ])('%s', (_, ballots, leading, tie) => {
    expect(leads(inOneRound(choosing(ballots)))).toEqual({ leading, tie, quorate: true, decidable: true });
  });

  it('counts a vote for its story and shows how many might have chosen it', () => {
    const document = inOneRound(choosing('BBAC-'), {
      conflicts: [conflict('M1', 'A'), conflict('M2', 'A'), conflict('M1', 'C')],
    });
    expect(roundOf(counted(document))).toEqual({
      round: 1,
      kind: 'choice',
      entitled: 5,
      answered: 5,
      abstained: 1,
      quorate: true,
      byStory: {
        A: { votes: 1, entitled: 3 },
        B: { votes: 2, entitled: 5 },
        C: { votes: 1, entitled: 4 },
      },
      leading: ['B'],
      tie: false,
    });
  });

  it('counts the last ballot of a member who answered again, and only that', () => {
    const document = inOneRound([
      { member: 'M1', choice: 'A', skipped: ['C'] },
      { member: 'M2', choice: 'B' },
      { member: 'M1', abstain: true },
      { member: 'M3', abstain: true },
      { member: 'M3', choice: 'B' },
    ]);
    expect(roundOf(counted(document))).toMatchObject({
      answered: 3,
      abstained: 1,
      byStory: { A: { votes: 0 }, B: { votes: 2 }, C: { votes: 0 } },
    });
    expect(roundOf(counted(document))).not.toHaveProperty('skipped');
  });

  it('says how many skipped each story, once a member, in the order of the stories', () => {
    const document = inOneRound([
      { member: 'M1', choice: 'A', skipped: ['C', 'B', 'C'] },
      { member: 'M2', abstain: true, skipped: ['C'] },
    ]);
    expect(Object.entries(roundOf(counted(document)).skipped ?? {})).toEqual([
      ['B', 1],
      ['C', 2],
    ]);
  });

  it('leaves a member who may choose nothing out of the entitled', () => {
    const document = inOneRound(choosing('AA'), {
      members: ['M1', 'M2', 'M3', 'M4'],
      conflicts: [conflict('M4', 'A'), conflict('M4', 'B'), conflict('M4', 'C'), conflict('M4', 'C')],
    });
    expect(roundOf(counted(document))).toMatchObject({ entitled: 3, quorate: true, byStory: { A: { entitled: 3 } } });
  });

  it('keeps stories with the names of what every object has', () => {
    const stories = ['__proto__', 'constructor', 'toString'];
    const document = aSitting({ stories, rounds: [aRound('choice', [{ member: 'M1', choice: '__proto__' }])] });
    const result = counted(document);
    expect(result.leading).toEqual(['__proto__']);
    expect(Object.entries(roundOf(result)).find(([name]) => name === 'byStory')?.[1]).toEqual(
      JSON.parse(
        '{"__proto__":{"votes":1,"entitled":5},"constructor":{"votes":0,"entitled":5},"toString":{"votes":0,"entitled":5}}',
      ),
    );
  });
});

describe('movement', () => {
  const moved = (...rounds: readonly object[]) => counted(aSitting({ method: 'iterative', rounds })).rounds;

  it('counts members who chose one story before and another now', () => {
    const [first, second] = moved(aRound('choice', choosing('AABCB')), aRound('choice', choosing('BBBCA')));
    expect(first).not.toHaveProperty('movement');
    expect(second).toMatchObject({
      movement: [
        { from: 'A', to: 'B', members: 2 },
        { from: 'B', to: 'A', members: 1 },
      ],
    });
  });

  it('is empty where nobody moved, and leaves out who abstained or stayed away in either', () => {
    const [, second] = moved(aRound('choice', choosing('A-AB')), aRound('choice', choosing('AB-')));
    expect(second).toMatchObject({ movement: [] });
  });

  it('goes from choice round to choice round over what lies between', () => {
    const rounds = moved(
      aRound('choice', choosing('AB')),
      aRound('score', [{ member: 'M1', scores: { B: 9 } }]),
      aRound('choice', choosing('BB')),
    );
    expect(rounds[2]).toMatchObject({ movement: [{ from: 'A', to: 'B', members: 1 }] });
  });

  it('goes by the last ballot of each round', () => {
    const again = [...choosing('AA'), { member: 'M1', choice: 'C' }];
    expect(moved(aRound('choice', again), aRound('choice', choosing('AA')))[1]).toMatchObject({
      movement: [{ from: 'C', to: 'A', members: 1 }],
    });
  });

  it('is not known to or from a round that does not say who chose what', () => {
    const inARoom = { kind: 'choice', counts: { A: 2 }, answered: 2 };
    const secret = aRound('choice', unnamed('AABBB'), { secret: true });
    const open = aRound('choice', choosing('AB'));
    const rounds = moved(open, inARoom, open, secret, open, open);
    expect(rounds.map((round) => 'movement' in round)).toEqual([false, false, false, false, false, true]);
  });
});

describe('an approval round', () => {
  it('gives a vote to each story approved of', () => {
    const document = aSitting({
      method: 'approval',
      conflicts: [conflict('M4', 'A')],
      rounds: [aRound('approval', [...approving('AB', 'BC', 'B', ''), { member: 'M5', abstain: true }])],
    });
    expect(roundOf(counted(document))).toEqual({
      round: 1,
      kind: 'approval',
      entitled: 5,
      answered: 5,
      abstained: 1,
      quorate: true,
      byStory: { A: { votes: 1, entitled: 4 }, B: { votes: 3, entitled: 5 }, C: { votes: 1, entitled: 5 } },
      leading: ['B'],
      tie: false,
    });
  });

  it.each([
    ['level approvals tie', ['AB', 'AB', 'C'], ['A', 'B'], true],
    ['nobody approves of anything: nobody leads', ['', '', ''], [], false],
  ])('%s', (_, approvals, leading, tie) => {
    expect(leads(aSitting({ method: 'approval', rounds: [aRound('approval', approving(...approvals))] }))).toEqual({
      leading,
      tie,
      quorate: true,
      decidable: true,
    });
  });
});

describe('a round counted in a room', () => {
  it('takes counts for ballots and a number for the members', () => {
    const document = aSitting({
      members: 12,
      conflicts: [conflict('Ann', 'A'), conflict('Bob', 'A'), conflict('Ann', 'A')],
      rounds: [{ kind: 'choice', counts: { A: 5, B: 3 }, abstained: 1, answered: 9 }],
    });
    expect(counted(document)).toEqual({
      rounds: [
        {
          round: 1,
          kind: 'choice',
          entitled: 12,
          answered: 9,
          abstained: 1,
          quorate: true,
          byStory: { A: { votes: 5, entitled: 10 }, B: { votes: 3, entitled: 12 }, C: { votes: 0, entitled: 12 } },
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

  it('leaves a member known to have a conflict with every story out of the number', () => {
    const document = aSitting({
      members: 3,
      conflicts: ['A', 'B', 'C'].map((story) => conflict('Ann', story)),
      rounds: [{ kind: 'choice', counts: { A: 1, B: 1 }, answered: 2 }],
    });
    expect(roundOf(counted(document))).toMatchObject({ entitled: 2, quorate: true, byStory: { A: { entitled: 2 } } });
  });

  it('counts dots for as many stories as each likes', () => {
    const document = aSitting({
      method: 'approval',
      members: 9,
      rounds: [{ kind: 'approval', counts: { A: 6, C: 6 }, abstained: 1, answered: 7 }],
    });
    expect(leads(document)).toEqual({ leading: ['A', 'C'], tie: true, quorate: true, decidable: true });
  });

  it('leads nowhere when all abstained', () => {
    const document = aSitting({ rounds: [{ kind: 'choice', counts: {}, abstained: 3, answered: 3 }] });
    expect(leads(document)).toEqual({ leading: [], tie: false, quorate: true, decidable: true });
  });
});

describe('quorum', () => {
  const quorate = (ballots: string, members: number, quorum?: string | number) =>
    leads(
      aSitting({
        members: Array.from({ length: members }, (_, index) => `M${index + 1}`),
        ...(quorum === undefined ? {} : { rules: { quorum } }),
        rounds: [aRound('choice', choosing(ballots))],
      }),
    ).quorate;

  it.each<[string, string, number, string | number | undefined, boolean]>([
    ['half is not more than half', 'AAA', 6, undefined, false],
    ['one above half is', 'AAAA', 6, undefined, true],
    ['three of five are more than half', 'AA-', 5, 'more_than_half', true],
    ['two of five are not', 'AA', 5, 'more_than_half', false],
    ['abstentions count', '----', 6, undefined, true],
    ['all but one are not all', 'AAAA', 5, 'all', false],
    ['all are, abstaining or not', 'AAA--', 5, 'all', true],
    ['as many as the number', 'AA', 9, 2, true],
    ['one fewer than the number', 'AA', 9, 3, false],
    ['a number above the members is never met', 'AA', 2, 3, false],
    ['nobody of nobody is not all', '', 0, 'all', false],
    ['nobody of nobody is not more than half', '', 0, 'more_than_half', false],
    ['no quorum at all', '', 5, 0, true],
  ])('%s', (_, ballots, members, quorum, met) => {
    expect(quorate(ballots, members, quorum)).toBe(met);
  });

  it('is held against those entitled, without a member who may choose nothing', () => {
    const document = inOneRound(choosing('AA'), {
      members: ['M1', 'M2', 'M3'],
      conflicts: ['A', 'B', 'C'].map((story) => conflict('M3', story)),
      rules: { quorum: 'all' },
    });
    expect(leads(document)).toMatchObject({ quorate: true, decidable: true });
  });

  it('below it a round can be read, not decided on', () => {
    expect(leads(inOneRound(choosing('AA')))).toEqual({ leading: ['A'], tie: false, quorate: false, decidable: false });
  });
});
