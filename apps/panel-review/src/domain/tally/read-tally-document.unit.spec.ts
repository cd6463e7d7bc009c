import { isRefusal } from '#contracts/shared/refusal.js';
import { readTallyDocument } from './read-tally-document.js';
import { tallyRefusals, type TallyRefusal } from './refusals.js';
import { aRound, aSitting, choosing, conflict, counted, unnamed } from './tally-cases.builders.js';

const withRound = (round: unknown, changes: object = {}): object => aSitting({ rounds: [round], ...changes });
const withBallot = (kind: string, ballot: unknown, changes: object = {}): object =>
  withRound({ kind, ballots: [ballot] }, changes);
const inARoom = (round: object, changes: object = {}): object => withRound({ kind: 'choice', ...round }, changes);
const inARoomApproving = (round: object): object => withRound({ kind: 'approval', ...round });
const aProposal = (proposal: unknown): object => withRound({ kind: 'stance', proposal, ballots: [] });
const without = (field: string): object =>
  Object.fromEntries(Object.entries(aSitting()).filter(([name]) => name !== field));
const conflictWithAll = ['A', 'B', 'C'].map((story) => conflict('M1', story));
const secretly = { method: 'secret_ballot' };

const refused: readonly (readonly [what: string, document: unknown, TallyRefusal, field: string])[] = [
  ['a list for the document', [], 'not-an-object', ''],
  ['nothing for the document', null, 'not-an-object', ''],
  ['a text for the rules', aSitting({ rules: 'usual' }), 'not-an-object', 'rules'],
  ['a text for a conflict', aSitting({ conflicts: ['M1'] }), 'not-an-object', 'conflicts[0]'],
  ['a text for a round', withRound('choice'), 'not-an-object', 'rounds[0]'],
  ['a text for a ballot', withBallot('choice', 'A'), 'not-an-object', 'rounds[0].ballots[0]'],
  [
    'a list of scores',
    withBallot('score', { member: 'M1', scores: [7] }),
    'not-an-object',
    'rounds[0].ballots[0].scores',
  ],
  ['a text for the stories', aSitting({ stories: 'A' }), 'not-a-list', 'stories'],
  ['a text for the rounds', aSitting({ rounds: 'choice' }), 'not-a-list', 'rounds'],
  ['an object for the ballots', withRound({ kind: 'choice', ballots: {} }), 'not-a-list', 'rounds[0].ballots'],
  [
    'a text for a ranking',
    withBallot('rank', { member: 'M1', ranking: 'AB' }),
    'not-a-list',
    'rounds[0].ballots[0].ranking',
  ],
  ['a story without a name', aSitting({ stories: ['A', ''] }), 'not-a-text', 'stories[1]'],
  [
    'a number for a member',
    withBallot('choice', { member: 1, choice: 'A' }),
    'not-a-text',
    'rounds[0].ballots[0].member',
  ],
  [
    'an unnamed choice',
    withBallot('choice', { member: 'M1', choice: null }),
    'not-a-text',
    'rounds[0].ballots[0].choice',
  ],
  [
    'a score in words',
    withBallot('score', { member: 'M1', scores: { A: '7' } }),
    'not-a-number',
    'rounds[0].ballots[0].scores.A',
  ],
  ['an end of the scale in words', aSitting({ rules: { scale: { min: 'one' } } }), 'not-a-number', 'rules.scale.min'],
  ['half a member', aSitting({ members: 2.5 }), 'not-a-whole-number', 'members'],
  ['fewer members than none', aSitting({ members: -1 }), 'not-a-whole-number', 'members'],
  ['a minimum below nought', aSitting({ rules: { minimumBallots: -1 } }), 'not-a-whole-number', 'rules.minimumBallots'],
  ['half a vote', inARoom({ counts: { A: 0.5 }, answered: 1 }), 'not-a-whole-number', 'rounds[0].counts.A'],
  ['answers below nought', inARoom({ counts: {}, answered: -1 }), 'not-a-whole-number', 'rounds[0].answered'],
  ['a quorum by another name', aSitting({ rules: { quorum: 'half' } }), 'not-a-quorum', 'rules.quorum'],
  ['a quorum of one and a half', aSitting({ rules: { quorum: 1.5 } }), 'not-a-quorum', 'rules.quorum'],
  [
    'an abstention in words',
    withBallot('choice', { member: 'M1', abstain: 'yes' }),
    'not-true-or-false',
    'rounds[0].ballots[0].abstain',
  ],
  [
    'a round secret in words',
    withRound({ kind: 'choice', secret: 'no', ballots: [] }),
    'not-true-or-false',
    'rounds[0].secret',
  ],
  ['an unknown method', aSitting({ method: 'plurality' }), 'not-one-of-these', 'method'],
  ['an unknown kind of round', withRound({ kind: 'draw', ballots: [] }), 'not-one-of-these', 'rounds[0].kind'],
  [
    'an unknown stance',
    withRound({ kind: 'stance', proposal: ['A'], ballots: [{ member: 'M1', stance: 'maybe' }] }),
    'not-one-of-these',
    'rounds[0].ballots[0].stance',
  ],
  ...['method', 'stories', 'members', 'rounds'].map(
    (field) => [`no ${field}`, without(field), 'field-missing', field] as const,
  ),
  ['a round without a kind', withRound({ ballots: [] }), 'field-missing', 'rounds[0].kind'],
  ['a round without ballots or counts', withRound({ kind: 'choice' }), 'field-missing', 'rounds[0].ballots'],
  [
    'a stance round without a proposal',
    withRound({ kind: 'stance', ballots: [] }),
    'field-missing',
    'rounds[0].proposal',
  ],
  ['a ballot without a member', withBallot('choice', { choice: 'A' }), 'field-missing', 'rounds[0].ballots[0].member'],
  [
    'a ballot without an answer',
    withBallot('choice', { member: 'M1' }),
    'field-missing',
    'rounds[0].ballots[0].choice',
  ],
  ['counts without answers', inARoom({ counts: { A: 1 } }), 'field-missing', 'rounds[0].answered'],
  ['another field of the document', aSitting({ titel: 'x' }), 'field-unknown', 'titel'],
  ['another field of a rule', aSitting({ rules: { castingVote: true } }), 'field-unknown', 'rules.castingVote'],
  ['another field of the scale', aSitting({ rules: { scale: { step: 1 } } }), 'field-unknown', 'rules.scale.step'],
  [
    'another field of a conflict',
    aSitting({ conflicts: [{ member: 'M1', story: 'A', because: 'told' }] }),
    'field-unknown',
    'conflicts[0].because',
  ],
  [
    'another field of a round',
    withRound({ kind: 'choice', ballots: [], weight: 2 }),
    'field-unknown',
    'rounds[0].weight',
  ],
  [
    'another field of a ballot',
    withBallot('choice', { member: 'M1', choice: 'A', weight: 2 }),
    'field-unknown',
    'rounds[0].ballots[0].weight',
  ],
  [
    'a field whose name has a full stop',
    withBallot('choice', { member: 'M1', choice: 'A', 'a.b': 2 }),
    'field-unknown',
    'rounds[0].ballots[0]["a.b"]',
  ],
  ['no story', aSitting({ stories: [] }), 'list-empty', 'stories'],
  [
    'a choice of no such story',
    withBallot('choice', { member: 'M1', choice: 'Z' }),
    'story-unknown',
    'rounds[0].ballots[0].choice',
  ],
  [
    'a score of no such story',
    withBallot('score', { member: 'M1', scores: { A: 5, Z: 5 } }),
    'story-unknown',
    'rounds[0].ballots[0].scores.Z',
  ],
  [
    'a rank of no such story',
    withBallot('rank', { member: 'M1', ranking: ['A', 'Z'] }),
    'story-unknown',
    'rounds[0].ballots[0].ranking[1]',
  ],
  [
    'an approval of no such story',
    withBallot('approval', { member: 'M1', approve: ['Z'] }),
    'story-unknown',
    'rounds[0].ballots[0].approve[0]',
  ],
  [
    'skipping no such story',
    withBallot('choice', { member: 'M1', choice: 'A', skipped: ['Z'] }),
    'story-unknown',
    'rounds[0].ballots[0].skipped[0]',
  ],
  ['a proposal of no such story', aProposal(['A', 'Z']), 'story-unknown', 'rounds[0].proposal[1]'],
  ['counts of no such story', inARoom({ counts: { Z: 1 }, answered: 1 }), 'story-unknown', 'rounds[0].counts.Z'],
  [
    'a conflict with no such story',
    aSitting({ conflicts: [conflict('M1', 'Z')] }),
    'story-unknown',
    'conflicts[0].story',
  ],
  [
    'a ballot of no such member',
    withRound(aRound('choice', [...choosing('A'), { member: 'M9', choice: 'A' }])),
    'member-unknown',
    'rounds[0].ballots[1].member',
  ],
  [
    'a conflict of no such member',
    aSitting({ conflicts: [conflict('M9', 'A')] }),
    'member-unknown',
    'conflicts[0].member',
  ],
  [
    'a named ballot where only a number of members is known',
    withBallot('choice', { member: 'M1', choice: 'A' }, { members: 5 }),
    'member-unknown',
    'rounds[0].ballots[0].member',
  ],
  [
    'a turnout of no such member',
    withRound(aRound('choice', unnamed('A'), { turnout: ['M9'] }), secretly),
    'member-unknown',
    'rounds[0].turnout[0]',
  ],
  ['a story twice', aSitting({ stories: ['A', 'B', 'A'] }), 'named-twice', 'stories[2]'],
  ['a member twice', aSitting({ members: ['M1', 'M1'] }), 'named-twice', 'members[1]'],
  [
    'the same story ranked twice',
    withBallot('rank', { member: 'M1', ranking: ['A', 'B', 'A'] }),
    'named-twice',
    'rounds[0].ballots[0].ranking[2]',
  ],
  [
    'the same story approved of twice',
    withBallot('approval', { member: 'M1', approve: ['A', 'A'] }),
    'named-twice',
    'rounds[0].ballots[0].approve[1]',
  ],
  ['the same story proposed twice', aProposal(['A', 'A']), 'named-twice', 'rounds[0].proposal[1]'],
  [
    'a member twice in a turnout',
    withRound(aRound('choice', unnamed('AB'), { turnout: ['M1', 'M1'] }), secretly),
    'named-twice',
    'rounds[0].turnout[1]',
  ],
  ['a scale upside down', aSitting({ rules: { scale: { min: 10, max: 1 } } }), 'scale-empty', 'rules.scale.max'],
  ['a scale of one point', aSitting({ rules: { scale: { min: 5, max: 5 } } }), 'scale-empty', 'rules.scale.max'],
  [
    'a score above the scale',
    withBallot('score', { member: 'M1', scores: { A: 10.5 } }),
    'score-off-scale',
    'rounds[0].ballots[0].scores.A',
  ],
  [
    'a score below the scale',
    withBallot('score', { member: 'M1', scores: { B: 0 } }),
    'score-off-scale',
    'rounds[0].ballots[0].scores.B',
  ],
  ...(
    [
      ['choice', { choice: 'A' }, 'choice'],
      ['score', { scores: { B: 5, A: 5 } }, 'scores.A'],
      ['rank', { ranking: ['B', 'A'] }, 'ranking[1]'],
      ['approval', { approve: ['A'] }, 'approve[0]'],
    ] as const
  ).map(
    ([kind, answer, field]) =>
      [
        `a ${kind} of a story the member has a conflict with`,
        withBallot(kind, { member: 'M1', ...answer }, { conflicts: [conflict('M1', 'A')] }),
        'member-has-conflict',
        `rounds[0].ballots[0].${field}`,
      ] as const,
  ),
  [
    'a ballot of a member who may choose nothing',
    withBallot('choice', { member: 'M1', abstain: true }, { conflicts: conflictWithAll }),
    'member-may-choose-nothing',
    'rounds[0].ballots[0].member',
  ],
  [
    'conflicts of two where there is one member',
    aSitting({ members: 1, rounds: [], conflicts: [conflict('Ann', 'A'), conflict('Bob', 'A')] }),
    'conflicts-of-more-members-than-there-are',
    'conflicts',
  ],
  [
    'scores in a choice round',
    withBallot('choice', { member: 'M1', scores: { A: 5 } }),
    'field-of-another-round',
    'rounds[0].ballots[0].scores',
  ],
  [
    'a proposal of a choice round',
    withRound({ kind: 'choice', proposal: ['A'], ballots: [] }),
    'field-of-another-round',
    'rounds[0].proposal',
  ],
  [
    'counts of scores',
    withRound({ kind: 'score', counts: { A: 5 }, answered: 5 }),
    'field-of-another-round',
    'rounds[0].counts',
  ],
  [
    'an abstention that chooses',
    withBallot('choice', { member: 'M1', abstain: true, choice: 'A' }),
    'abstains-and-answers',
    'rounds[0].ballots[0].abstain',
  ],
  [
    'a name on a secret ballot',
    withBallot('choice', { member: 'M1', choice: 'A' }, secretly),
    'secret-ballot-names-member',
    'rounds[0].ballots[0].member',
  ],
  [
    'a turnout of an open round',
    withRound(aRound('choice', choosing('A'), { turnout: ['M1'] })),
    'turnout-of-an-open-round',
    'rounds[0].turnout',
  ],
  [
    'one ballot more than the turnout',
    withRound(aRound('choice', unnamed('AB'), { turnout: ['M1'] }), secretly),
    'turnout-differs-from-answers',
    'rounds[0].turnout',
  ],
  [
    'ballots beside counts',
    inARoom({ counts: { A: 1 }, answered: 1, ballots: [] }),
    'ballots-and-counts',
    'rounds[0].ballots',
  ],
  [
    'answers beside ballots',
    withRound(aRound('choice', [], { answered: 0 })),
    'ballots-and-counts',
    'rounds[0].answered',
  ],
  ['one hand too few', inARoom({ counts: { A: 2, B: 1 }, answered: 4 }), 'counts-do-not-add-up', 'rounds[0].answered'],
  [
    'one hand too many',
    inARoom({ counts: { A: 2, B: 1 }, abstained: 1, answered: 3 }),
    'counts-do-not-add-up',
    'rounds[0].answered',
  ],
  [
    'more dots for a story than people who used any',
    inARoomApproving({ counts: { A: 4 }, abstained: 1, answered: 4 }),
    'more-votes-than-answers',
    'rounds[0].counts.A',
  ],
  [
    'more abstentions than answers',
    inARoomApproving({ counts: {}, abstained: 3, answered: 2 }),
    'more-votes-than-answers',
    'rounds[0].abstained',
  ],
  [
    'a vote of somebody with a conflict',
    inARoom({ counts: { A: 5 }, answered: 5 }, { conflicts: [conflict('M1', 'A')] }),
    'more-votes-than-entitled',
    'rounds[0].counts.A',
  ],
  [
    'a secret vote of somebody with a conflict',
    withRound(aRound('choice', unnamed('AAAAA')), { ...secretly, conflicts: [conflict('M1', 'A')] }),
    'more-votes-than-entitled',
    'rounds[0].ballots',
  ],
  [
    'more hands than members',
    inARoom({ counts: { A: 6 }, answered: 6 }),
    'more-answers-than-entitled',
    'rounds[0].answered',
  ],
  [
    'more dots than members',
    inARoomApproving({ counts: {}, answered: 6 }),
    'more-answers-than-entitled',
    'rounds[0].answered',
  ],
  [
    'more hands than a number of members',
    inARoom({ counts: { A: 4 }, answered: 4 }, { members: 3 }),
    'more-answers-than-entitled',
    'rounds[0].answered',
  ],
  [
    'a ballot too many in the box',
    withRound(aRound('choice', unnamed('AAABBB')), secretly),
    'more-answers-than-entitled',
    'rounds[0].ballots',
  ],
];

describe('a tally document that cannot be counted', () => {
  it.each(refused)('%s', (_, document, refusal, field) => {
    expect(readTallyDocument(document)).toMatchObject({ refusal, field });
  });

  it('is refused for every reason there is, somewhere above', () => {
    expect([...new Set(refused.map(([, , refusal]) => refusal))].sort()).toEqual([...tallyRefusals].sort());
  });

  it('is refused for the first bad field, of the round it is in', () => {
    const rounds = [aRound('choice', choosing('ABC')), aRound('choice', choosing('AZZ'))];
    expect(readTallyDocument(aSitting({ method: 'iterative', rounds }))).toMatchObject({
      refusal: 'story-unknown',
      field: 'rounds[1].ballots[1].choice',
    });
  });
});

describe('a tally document that can be counted', () => {
  it('may carry what a record of a sitting has beside its ballots', () => {
    const plain = aSitting({ rounds: [aRound('choice', choosing('AAB'))] });
    const recorded = {
      ...plain,
      id: 'S9',
      panel: 'east',
      outcome: { kind: 'one', stories: ['A'], reason: 'Because', values: [] },
      note: 'Counted twice',
      conflicts: [{ member: 'M5', story: 'C', why: 'collected it' }],
      rules: { secret: false, maxRounds: 3 },
      rounds: [
        {
          round: 1,
          kind: 'choice',
          said_after: 'Nothing',
          reasons_spoken: ['one'],
          ballots: choosing('AAB').map((ballot) => ({ ...ballot, reason: 'Mine', reasons: {}, abstain: false })),
        },
      ],
    };
    expect(isRefusal(readTallyDocument(recorded))).toBe(false);
    expect(counted(recorded).leading).toEqual(counted(plain).leading);
  });

  it('has the usual rules where it states none', () => {
    expect(readTallyDocument(aSitting())).toMatchObject({
      rules: { quorum: 'more_than_half', scale: { min: 1, max: 10 }, minimumBallots: 5 },
    });
  });

  it('keeps the usual rules beside those it states', () => {
    expect(readTallyDocument(aSitting({ rules: { scale: { max: 5 } } }))).toMatchObject({
      rules: { quorum: 'more_than_half', scale: { min: 1, max: 5 }, minimumBallots: 5 },
    });
  });

  it('takes scores at both ends of the scale and between whole numbers', () => {
    const document = withBallot('score', { member: 'M1', scores: { A: 1, B: 10, C: 6.5 } });
    expect(isRefusal(readTallyDocument(document))).toBe(false);
  });
});
