import { given } from '#contracts/testing/given.js';

import { openRound, roundCounted as countRound } from './decide.js';
import {
  aReason,
  aResult,
  closed,
  facilitator,
  member,
  opened,
  outcome,
  received,
  roundCounted,
  roundOpened,
  sitting,
  stateOf,
  takenOut,
} from './sitting.builders.js';
import { openRoundOf, sittingDecider } from './state.js';

describe('opening a round', () => {
  it('numbers rounds from one, so that movement between them can be shown', () => {
    sitting()
      .when((state) => openRound(state, facilitator, 'R1'))
      .then([roundOpened(1)]);
    sitting(roundOpened(1), roundCounted(1))
      .when((state) => openRound(state, facilitator, 'R2'))
      .then([roundOpened(2)]);
  });

  it('asks for scores where the method is scoring', () => {
    given(sittingDecider, [opened({ method: 'scoring' }), received('A')])
      .when((state) => openRound(state, facilitator, 'R1'))
      .then([{ ...roundOpened(1), data: { round: 'R1', number: 1, kind: 'score' } }]);
  });

  it('waits until the round before is counted', () => {
    sitting(roundOpened(1))
      .when((state) => openRound(state, facilitator, 'R2'))
      .thenRefused('another-round-open');
  });

  it('goes as far as the panel’s number of rounds and no further', () => {
    const rounds = [1, 2, 3].flatMap((number) => [roundOpened(number), roundCounted(number)]);
    sitting(...rounds)
      .when((state) => openRound(state, facilitator, 'R4'))
      .thenRefused('no-round-left', { details: { most: 3 } });
  });

  it('needs a story to choose, and one taken back is none', () => {
    given(sittingDecider, [opened()])
      .when((state) => openRound(state, facilitator, 'R1'))
      .thenRefused('sitting-without-stories');
    sitting(takenOut('A'), takenOut('B'))
      .when((state) => openRound(state, facilitator, 'R1'))
      .thenRefused('sitting-without-stories');
  });

  it('is the facilitator’s alone, in a sitting that is open', () => {
    sitting()
      .when((state) => openRound(state, member('M1'), 'R1'))
      .thenRefused('not-the-facilitator');
    sitting(closed())
      .when((state) => openRound(state, facilitator, 'R1'))
      .thenRefused('sitting-closed');
  });

  it('puts aside what the group had decided: it is voting again', () => {
    const decided = [roundOpened(1), roundCounted(1), outcome('one', ['A'])];
    expect(stateOf(sitting(...decided)).outcome).toMatchObject({ stories: ['A'] });
    expect(stateOf(sitting(...decided, roundOpened(2))).outcome).toBeNull();
  });
});

describe('a round that closed', () => {
  const said = [aReason('member', ['A'])];

  it('tells its sitting what it came to, and why its members chose so', () => {
    sitting(roundOpened(1))
      .when((state) => countRound(state, 'R1', aResult(), said))
      .then([roundCounted(1, {}, said)]);
    expect(stateOf(sitting(roundOpened(1), roundCounted(1, {}, said))).reasons).toEqual(said);
  });

  it('tells it once', () => {
    sitting(roundOpened(1), roundCounted(1))
      .when((state) => countRound(state, 'R1', aResult(), said))
      .thenNothing();
  });

  it('is one of the sitting’s own', () => {
    sitting(roundOpened(1))
      .when((state) => countRound(state, 'R9', aResult(), said))
      .thenRefused('round-not-found');
  });

  it('leaves its result with it when the next one opens', () => {
    const state = stateOf(sitting(roundOpened(1), roundCounted(1), roundOpened(2)));
    expect(state.rounds[0]?.result).toEqual(aResult());
    expect(openRoundOf(state)?.round).toBe('R2');
  });

  it('was open to nobody’s eyes before: the sitting holds no count of it', () => {
    expect(stateOf(sitting(roundOpened(1))).rounds).toEqual([{ round: 'R1', number: 1, kind: 'choice' }]);
  });
});
