import { given } from '#contracts/testing/given.js';

import { answerThatCounts, type BallotText } from './answer.js';
import { begun, cast, sealed } from './round.builders.js';
import { answerIsTaken, castBallot, roundDecider, type RoundBegun } from './round.js';

const casting = (kind: RoundBegun['data']['kind'], answer: Partial<BallotText>, member = 'M2') =>
  given(roundDecider, [begun({ kind, ...(kind === 'stance' ? { proposal: ['A'] } : {}) })]).when((state) =>
    castBallot(state, 'pont-y-bore', member, { skipped: [], reasons: {}, ...answer }, sealed()),
  );

describe('approving', () => {
  it('names one story or several, each once', () => {
    casting('approval', { approve: ['B'] }).then([cast('M2')]);
    casting('approval', { approve: ['C', 'A'], reason: 'Both hold' }).then([cast('M2')]);
    casting('approval', { approve: ['C', 'A', 'C'] }).thenRefused('story-named-twice', { field: 'approve.2' });
  });

  it('of nothing is no answer: who approves of none abstains', () => {
    casting('approval', { approve: [] }).thenRefused('ballot-needs-one-answer', { field: 'approve' });
    casting('approval', { abstain: true }).then([cast('M2')]);
  });

  it('of a story the member has a conflict with is refused', () => {
    casting('approval', { approve: ['B', 'A'] }, 'M1').thenRefused('member-has-conflict', { field: 'approve.1' });
  });
});

describe('ranking', () => {
  it('may leave stories out', () => {
    casting('rank', { ranking: ['C', 'A', 'B'] }).then([cast('M2')]);
    casting('rank', { ranking: ['C'] }).then([cast('M2')]);
  });

  it('puts no story in two places, and none that the round is not about', () => {
    casting('rank', { ranking: ['C', 'C'] }).thenRefused('story-named-twice', { field: 'ranking.1' });
    casting('rank', { ranking: ['C', 'Z'] }).thenRefused('story-not-in-sitting', { field: 'ranking.1' });
  });
});

describe('a stance on what is proposed', () => {
  it.each(['agree', 'stand_aside'] as const)('%s needs no reason', (stance) => {
    casting('stance', { stance }).then([cast('M2')]);
  });

  it('that objects says why', () => {
    casting('stance', { stance: 'object' }).thenRefused('objection-without-reason', { field: 'reason' });
    casting('stance', { stance: 'object', reason: '  ' }).thenRefused('objection-without-reason');
    casting('stance', { stance: 'object', reason: 'Not before we hear the other' }).then([cast('M2')]);
  });

  it('is for who has a conflict with the story proposed too: it is on the group’s decision', () => {
    casting('stance', { stance: 'agree' }, 'M1').then([cast('M1')]);
  });
});

describe('where a choice needs a reason', () => {
  const { rules } = begun().data;
  const casts = (kind: RoundBegun['data']['kind'], answer: Partial<BallotText>, secret = false) =>
    given(roundDecider, [begun({ kind, secret, rules: { ...rules, choicesNeedReasons: true } })]).when((state) =>
      secret
        ? (answerIsTaken(state, 'pont-y-bore', 'M2', { skipped: [], reasons: {}, ...answer }) ?? [])
        : castBallot(state, 'pont-y-bore', 'M2', { skipped: [], reasons: {}, ...answer }, sealed()),
    );

  it.each([
    ['choice', { choice: 'A' }],
    ['choice', { choice: 'A', reasons: { A: ' ' } }],
    ['choice', { choice: 'A', reasons: { B: 'It nearly was' } }],
    ['approval', { approve: ['A', 'B'] }],
    ['rank', { ranking: ['A', 'B'], reason: '' }],
  ] as const)('%s without one is refused: %j', (kind, answer) => {
    casts(kind, answer).thenRefused('choice-without-reason', { field: 'reason' });
  });

  it.each([
    ['choice', { choice: 'A', reasons: { A: 'It lasted' } }],
    ['approval', { approve: ['A', 'B'], reason: 'Both hold' }],
    ['rank', { ranking: ['A', 'B'], reason: 'In this order' }],
    ['choice', { abstain: true }],
    ['score', { scores: { A: 7, B: 4 } }],
    ['stance', { stance: 'agree' }],
    ['stance', { stance: 'stand_aside' }],
  ] as const)('%s with one, an abstention, a score or a stance is taken: %j', (kind, answer) => {
    casts(kind, answer).then([cast('M2')]);
  });

  it('a secret answer still carries none', () => {
    casts('choice', { choice: 'A' }, true).thenNothing();
    casts('choice', { choice: 'A', reasons: { A: 'It lasted' } }, true).thenRefused('secret-ballot-with-reason');
  });
});

describe('an answer of another kind', () => {
  it.each([
    ['choice', { approve: ['A'] }, 'approve'],
    ['choice', { ranking: ['A'] }, 'ranking'],
    ['approval', { choice: 'A' }, 'choice'],
    ['rank', { scores: { A: 1 } }, 'scores'],
    ['stance', { choice: 'A' }, 'choice'],
    ['score', { stance: 'agree' }, 'stance'],
  ] as const)('in a round of kind %s is refused', (kind, answer, field) => {
    casting(kind, answer).thenRefused('ballot-of-another-kind', { field });
  });
});

describe('what still counts of an answer', () => {
  const withoutB = (story: string): boolean => story !== 'B';

  it.each([
    [{ choice: 'A' }, { choice: 'A' }],
    [{ choice: 'B' }, undefined],
    [{ approve: ['A', 'B'] }, { approve: ['A'] }],
    [{ approve: ['B'] }, undefined],
    [{ ranking: ['B', 'C', 'A'] }, { ranking: ['C', 'A'] }],
    [{ scores: { A: 3, B: 9 } }, { scores: { A: 3 } }],
    [{ stance: 'object' }, { stance: 'object' }],
    [{ abstain: true }, { abstain: true }],
  ] as const)('%j without story B', (answer, left) => {
    expect(answerThatCounts(answer, withoutB)).toEqual(left);
  });
});
