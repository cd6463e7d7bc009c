import {
  aRound,
  aSitting,
  choosing,
  conflict,
  inARoom,
  unnamed,
  withBallot,
  withRound,
  type RefusedCase,
} from './tally-cases.builders.js';

const inARoomApproving = (round: object): object => withRound({ kind: 'approval', ...round });
const aProposal = (proposal: unknown): object => withRound({ kind: 'stance', proposal, ballots: [] });
const conflictWithAll = ['A', 'B', 'C'].map((story) => conflict('M1', story));
const secretly = { method: 'secret_ballot' };

/** Of the right shape, and saying what cannot be: stories and members that are not there, answers that do not add up. */
export const contradictoryDocuments: readonly RefusedCase[] = [
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
    'one ballot fewer than the turnout',
    withRound(aRound('choice', unnamed('A'), { turnout: ['M1', 'M2'] }), secretly),
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
