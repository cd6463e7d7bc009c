import { given } from '#contracts/testing/given.js';

import { openSitting, receiveStories } from './decide.js';
import { takeOutStory } from './meanwhile.js';
import type { Method } from './events.js';
import {
  aSitting,
  aStory,
  closed,
  conflict,
  facilitator,
  heldOver,
  lessonLine,
  member,
  opened,
  outcome,
  read,
  received,
  roundCounted,
  roundOpened,
  sitting,
  stateOf,
  takenOut,
} from './sitting.builders.js';
import { hasConflict, isUnread, sittingDecider, storiesPresent } from './state.js';

const nothing = given(sittingDecider, []);

describe('opening a sitting', () => {
  it.each<Method>(['majority', 'iterative', 'consensus', 'scoring', 'pre_score_then_vote', 'ranked', 'approval'])(
    'writes down its panel, period and rules, by %s',
    (method) => {
      nothing.when((state) => openSitting(state, aSitting({ method }))).then([opened({ method })]);
    },
  );

  it.each<Method>(['pre_score_then_vote', 'consensus'])('is refused by %s where one round is allowed', (method) => {
    const rules = { ...aSitting().rules, maxRounds: 1 };
    nothing
      .when((state) => openSitting(state, aSitting({ method, rules })))
      .thenRefused('too-few-rounds-for-method', { field: 'method', details: { least: 2 } });
    nothing
      .when((state) => openSitting(state, aSitting({ method: 'iterative', rules })))
      .then([opened({ method: 'iterative', rules })]);
  });

  it('is refused by secret ballot where too few sit for any result to be shown', () => {
    given(sittingDecider, [])
      .when((state) => openSitting(state, opened({ method: 'secret_ballot', members: ['M1', 'M2', 'M3', 'M4'] }).data))
      .thenRefused('too-few-for-secret-round', { field: 'secret', details: { least: 5 } });
    given(sittingDecider, [])
      .when((state) => openSitting(state, opened({ secret: true, members: ['M1', 'M2'] }).data))
      .thenRefused('too-few-for-secret-round');
    const enough = opened({ method: 'secret_ballot', members: ['M1', 'M2', 'M3', 'M4', 'M5'] });
    given(sittingDecider, [])
      .when((state) => openSitting(state, enough.data))
      .then([enough]);
  });

  it('is refused where one of the same id is open', () => {
    sitting()
      .when((state) => openSitting(state, aSitting()))
      .thenRefused('sitting-id-taken');
  });
});

describe('receiving stories', () => {
  it('keeps each with where it came from and all that was said of it below', () => {
    const from = { kind: 'sitting', sitting: 'S0', panel: 'valley' } as const;
    given(sittingDecider, [opened()])
      .when((state) => receiveStories(state, facilitator, [aStory('A', { from }), aStory('B')]))
      .then([received('A', { from }), received('B')]);
  });

  it('takes a story once', () => {
    sitting()
      .when((state) => receiveStories(state, facilitator, [aStory('A'), aStory('C')]))
      .then([received('C')]);
  });

  it('leaves out of the choice a member who told it', () => {
    sitting()
      .when((state) => receiveStories(state, facilitator, [aStory('C', { teller: 'M2' })]))
      .then([received('C', { teller: 'M2' }), conflict('M2', 'C', 'told', 'system')]);
  });

  it('leaves out of the choice a member who collected it', () => {
    sitting()
      .when((state) => receiveStories(state, facilitator, [aStory('C', { collector: 'M3' })]))
      .then([received('C', { collector: 'M3' }), conflict('M3', 'C', 'collected', 'system')]);
  });

  it('leaves out once a member who told it and wrote it down themselves', () => {
    sitting()
      .when((state) => receiveStories(state, facilitator, [aStory('C', { teller: 'M2', collector: 'M2' })]))
      .then([received('C', { teller: 'M2', collector: 'M2' }), conflict('M2', 'C', 'told', 'system')]);
  });

  it('leaves out of the choice a member whom it credits or criticises', () => {
    const named = [
      { person: 'M1', as: 'criticised' },
      { person: 'M9', as: 'credited' },
    ] as const;
    sitting()
      .when((state) => receiveStories(state, facilitator, [aStory('C', { named })]))
      .then([received('C', { named }), conflict('M1', 'C', 'criticised', 'system')]);
  });

  it('waits while a round is open, and goes on when it is counted', () => {
    const more = [aStory('C')];
    sitting(roundOpened())
      .when((state) => receiveStories(state, facilitator, more))
      .thenRefused('another-round-open');
    sitting(roundOpened(), roundCounted())
      .when((state) => receiveStories(state, facilitator, more))
      .then([received('C')]);
  });

  it('is the facilitator’s alone', () => {
    sitting()
      .when((state) => receiveStories(state, member('M1'), [aStory('C')]))
      .thenRefused('not-the-facilitator');
  });

  it('is refused when the sitting has closed', () => {
    sitting(closed())
      .when((state) => receiveStories(state, facilitator, [aStory('C')]))
      .thenRefused('sitting-closed');
  });

  it.each([
    ['of another organisation', sitting(), { actor: 'F1', organisation: 'another' }],
    ['that was never opened', nothing, facilitator],
  ])('is refused in a sitting %s, as if it were not there', (_, before, by) => {
    before.when((state) => receiveStories(state, by, [aStory('C')])).thenRefused('sitting-not-found');
  });
});

describe('a story that left', () => {
  it('leaves a sitting that is open, once', () => {
    sitting()
      .when((state) => takeOutStory(state, 'A', 'withdrawn'))
      .then([takenOut('A')]);
    sitting(takenOut('A'))
      .when((state) => takeOutStory(state, 'A', 'withdrawn'))
      .thenNothing();
  });

  it('was still received, and is no longer there to be read or chosen', () => {
    const state = stateOf(sitting(takenOut('A')));
    expect(state.stories.map(({ story }) => story)).toEqual(['A', 'B']);
    expect(storiesPresent(state).map(({ story }) => story)).toEqual(['B']);
  });

  it('comes in again once it may be read again, in its place, and is in conflict with the same members', () => {
    sitting(conflict('M1', 'A', 'told', 'system'), takenOut('A'))
      .when((state) => receiveStories(state, facilitator, [aStory('A', { teller: 'M1' })]))
      .then([received('A', { teller: 'M1' })]);
    const back = stateOf(sitting(conflict('M1', 'A'), takenOut('A'), received('A')));
    expect(storiesPresent(back).map(({ story }) => story)).toEqual(['A', 'B']);
    expect(hasConflict(back, 'M1', 'A')).toBe(true);
  });

  it('keeps who has read it, and is read again where it has changed since', () => {
    const before = [read('M1', 'A'), takenOut('A')];
    expect(isUnread(stateOf(sitting(...before, received('A'))), 'M1', 'A')).toBe(false);
    expect(isUnread(stateOf(sitting(...before, received('A', { storyVersion: 2 }))), 'M1', 'A')).toBe(true);
  });

  it('stays on the record of a sitting that has closed', () => {
    sitting(closed())
      .when((state) => takeOutStory(state, 'A', 'withdrawn'))
      .thenNothing();
  });

  it('leaves a sitting that never received it as it was', () => {
    sitting()
      .when((state) => takeOutStory(state, 'Z', 'withdrawn'))
      .thenNothing();
    nothing.when((state) => takeOutStory(state, 'A', 'withdrawn')).thenRefused('sitting-not-found');
  });

  it('undoes the outcome that named it, so that the group decides again', () => {
    const decided = [roundOpened(), roundCounted(), outcome('joint', ['A', 'B'], false)];
    expect(stateOf(sitting(...decided, takenOut('A'))).outcome).toBeNull();
  });

  it('leaves an outcome that did not name it', () => {
    const decided = [roundOpened(), roundCounted(), outcome('one', ['B'], false), lessonLine('B')];
    expect(stateOf(sitting(...decided, takenOut('A'))).outcome).toMatchObject({ kind: 'one', stories: ['B'] });
  });

  it('is not heard again in a later period', () => {
    const held = stateOf(sitting(heldOver('A', '2026-Q2'), heldOver('B', '2026-Q2'), takenOut('A'))).heldOver;
    expect(held).toEqual([{ story: 'B', toPeriod: '2026-Q2' }]);
  });
});
