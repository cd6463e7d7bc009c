import { given } from '#contracts/testing/given.js';

import { openRound, recordOutcome } from './decide.js';
import type { Method, SittingEvent } from './events.js';
import { aReason, facilitator, opened, outcome, received, roundCounted, roundOpened } from './sitting.builders.js';
import { sittingDecider } from './state.js';

const by = (method: Method, ...then: readonly SittingEvent[]) =>
  given(sittingDecider, [opened({ method }), received('A'), received('B'), ...then]);
const asking = (number: number, kind: ReturnType<typeof roundOpened>['data']['kind'], proposal?: readonly string[]) => {
  const round = roundOpened(number);
  return { ...round, data: { ...round.data, kind, ...(proposal === undefined ? {} : { proposal }) } };
};

describe('what a round asks', () => {
  it.each([
    ['majority', 'choice'],
    ['iterative', 'choice'],
    ['consensus', 'choice'],
    ['scoring', 'score'],
    ['pre_score_then_vote', 'score'],
    ['ranked', 'rank'],
    ['approval', 'approval'],
  ] as const)('first, by %s: %s', (method, kind) => {
    by(method)
      .when((state) => openRound(state, facilitator, 'R1'))
      .then([asking(1, kind)]);
  });

  it('after the scores of a vote prepared by scores: a choice', () => {
    by('pre_score_then_vote', asking(1, 'score'), roundCounted(1))
      .when((state) => openRound(state, facilitator, 'R2'))
      .then([asking(2, 'choice')]);
  });

  it('of a proposal in a consensus, once choices were stated: what each thinks of it', () => {
    by('consensus', asking(1, 'choice'), roundCounted(1))
      .when((state) => openRound(state, facilitator, 'R2', { proposal: ['A', 'B'] }))
      .then([asking(2, 'stance', ['A', 'B'])]);
    by('consensus', asking(1, 'choice'), roundCounted(1))
      .when((state) => openRound(state, facilitator, 'R2', { proposal: [] }))
      .then([asking(2, 'stance', [])]);
  });
});

describe('a proposal', () => {
  it('comes after everyone has stated a choice', () => {
    by('consensus')
      .when((state) => openRound(state, facilitator, 'R1', { proposal: ['A'] }))
      .thenRefused('choices-before-proposal', { field: 'proposal' });
  });

  it('is made only where agreement is looked for', () => {
    by('majority', roundOpened(1), roundCounted(1))
      .when((state) => openRound(state, facilitator, 'R2', { proposal: ['A'] }))
      .thenRefused('proposal-without-consensus', { field: 'proposal' });
  });

  it('names stories of the sitting, each once', () => {
    const sitting = by('consensus', asking(1, 'choice'), roundCounted(1));
    sitting
      .when((state) => openRound(state, facilitator, 'R2', { proposal: ['Z'] }))
      .thenRefused('story-not-in-sitting');
    sitting
      .when((state) => openRound(state, facilitator, 'R2', { proposal: ['A', 'A'] }))
      .thenRefused('story-named-twice');
  });
});

describe('scores without a vote', () => {
  it('decide: a story is chosen on the last of them, where it was quorate', () => {
    const choosing = (...then: readonly SittingEvent[]) =>
      by('scoring', ...then).when((state) =>
        recordOutcome(state, facilitator, { kind: 'one', stories: ['A'], reason: aReason('group', ['A']) }),
      );
    choosing(asking(1, 'score'), roundCounted(1, { kind: 'score' })).then([outcome('one', ['A'])]);
    choosing(asking(1, 'score'), roundCounted(1, { kind: 'score', quorate: false })).thenRefused('not-quorate');
    choosing().thenRefused('no-round-counted');
  });
});

describe('scores before a vote', () => {
  const scored = by('pre_score_then_vote', asking(1, 'score'), roundCounted(1));
  const proposed = { kind: 'one' as const, stories: ['A'], reason: aReason('group', ['A']) };

  it('decide nothing: somebody is chosen only after the vote', () => {
    scored.when((state) => recordOutcome(state, facilitator, proposed)).thenRefused('no-round-counted');
  });

  it('are not what an outcome is held against', () => {
    by(
      'pre_score_then_vote',
      asking(1, 'score'),
      roundCounted(1, { leading: ['B'] }),
      asking(2, 'choice'),
      roundCounted(2, { leading: ['A'] }),
    )
      .when((state) => recordOutcome(state, facilitator, proposed))
      .then([outcome('one', ['A'], true)]);
  });
});
