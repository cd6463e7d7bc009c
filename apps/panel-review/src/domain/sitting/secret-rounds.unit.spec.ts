import { given } from '#contracts/testing/given.js';

import { openRound, recordOutcome } from './decide.js';
import { isShown } from './rules.js';
import { aReason, facilitator, opened, received, roundCounted, roundOpened } from './sitting.builders.js';
import { sittingDecider } from './state.js';
import type { SittingEvent, SittingOpened } from './events.js';

const members = ['M1', 'M2', 'M3', 'M4', 'M5'];
const sitting = (changes: Partial<SittingOpened['data']>, ...then: readonly SittingEvent[]) =>
  given(sittingDecider, [opened({ members, ...changes }), received('A'), received('B'), ...then]);
const secretly = () => {
  const round = roundOpened(1);
  return { ...round, data: { ...round.data, secret: true as const } };
};

describe('a round is secret', () => {
  it('in a secret ballot, whether that is asked or not, and never open', () => {
    const ballot = sitting({ method: 'secret_ballot' });
    ballot.when((state) => openRound(state, facilitator, 'R1')).then([secretly()]);
    ballot.when((state) => openRound(state, facilitator, 'R1', { secret: true })).then([secretly()]);
    ballot
      .when((state) => openRound(state, facilitator, 'R1', { secret: false }))
      .thenRefused('secret-ballot-held-openly', { field: 'secret' });
  });

  it('in a meeting opened so, unless one is opened otherwise', () => {
    const secret = sitting({ secret: true });
    secret.when((state) => openRound(state, facilitator, 'R1')).then([secretly()]);
    secret.when((state) => openRound(state, facilitator, 'R1', { secret: false })).then([roundOpened(1)]);
  });

  it('where whoever opens it wants it so', () => {
    sitting({})
      .when((state) => openRound(state, facilitator, 'R1', { secret: true }))
      .then([secretly()]);
    sitting({})
      .when((state) => openRound(state, facilitator, 'R1'))
      .then([roundOpened(1)]);
  });

  it('only where as many can choose as have to', () => {
    sitting({ members: members.slice(1) })
      .when((state) => openRound(state, facilitator, 'R1', { secret: true }))
      .thenRefused('too-few-for-secret-round', { details: { least: 5 } });
  });
});

describe('a secret round below its minimum', () => {
  const hidden = roundCounted(1, { secret: true, byStory: {}, leading: [], quorate: true });
  const decided = { kind: 'one' as const, stories: ['A'], reason: aReason('group', ['A']) };

  it('shows nothing', () => {
    expect(isShown(hidden.data.result)).toBe(false);
    expect(isShown({ ...hidden.data.result, byStory: { A: { votes: 5, entitled: 5 } } })).toBe(true);
    expect(isShown({ ...hidden.data.result, kind: 'stance' })).toBe(false);
    expect(isShown(roundCounted(1, { byStory: {} }).data.result)).toBe(true);
  });

  it('lets no story be chosen on it', () => {
    sitting({ method: 'secret_ballot' }, secretly(), hidden)
      .when((state) => recordOutcome(state, facilitator, decided))
      .thenRefused('too-few-secret-ballots');
  });
});
