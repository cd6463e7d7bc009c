import { given } from '#contracts/testing/given.js';

import { answerIsTaken, castBallot, roundDecider, stopRound } from './round.js';
import { begun, sealed, stopped } from './round.builders.js';
import type { BallotText } from './answer.js';
import type { RoundBegun } from './round.js';

const secret = (changes: Partial<RoundBegun['data']> = {}) =>
  [begun({ secret: true, ...changes })].reduce(roundDecider.evolve, roundDecider.initialState);
const answer = (text: Partial<BallotText>): BallotText => ({ skipped: [], reasons: {}, ...text });
const taking = (text: Partial<BallotText>, member = 'M2', state = secret()) =>
  answerIsTaken(state, 'pont-y-bore', member, answer(text));

describe('a secret answer', () => {
  it('is one of the kind that is asked for, by a member, among the stories they may choose', () => {
    expect(taking({ choice: 'B' })).toBeUndefined();
    expect(taking({ abstain: true })).toBeUndefined();
    expect(taking({ choice: 'Z' })).toMatchObject({ refusal: 'story-not-in-sitting' });
    expect(taking({ choice: 'A' }, 'M1')).toMatchObject({ refusal: 'member-has-conflict' });
    expect(taking({ choice: 'B' }, 'M9')).toMatchObject({ refusal: 'not-a-member' });
    expect(taking({ choice: 'B' }, 'M2', roundDecider.evolve(secret(), stopped()))).toMatchObject({
      refusal: 'round-closed',
    });
  });

  it('carries no reason: an objection is talked about afterwards', () => {
    expect(taking({ choice: 'B', reasons: { B: 'It held' } })).toMatchObject({ refusal: 'secret-ballot-with-reason' });
    expect(taking({ choice: 'B', reason: 'It held' })).toMatchObject({ refusal: 'secret-ballot-with-reason' });
    expect(taking({ choice: 'B', reasons: { B: ' ' } })).toBeUndefined();
    expect(taking({ stance: 'object' }, 'M2', secret({ kind: 'stance', proposal: ['A'] }))).toBeUndefined();
  });

  it('is never an event', () => {
    expect(() => castBallot(secret(), 'pont-y-bore', 'M2', answer({ choice: 'B' }), sealed())).toThrow('no event');
  });

  it('is not counted by hand', () => {
    const counts = { counts: { A: 3 }, abstained: 0, answered: 3, recordedBy: 'F1' };
    given(roundDecider, [begun({ secret: true, heldIn: 'room' })])
      .when((state) => stopRound(state, { actor: 'F1', organisation: 'pont-y-bore' }, counts))
      .thenRefused('room-counts-in-secret-round');
  });
});
