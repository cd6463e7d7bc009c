import { given } from '#contracts/testing/given.js';

import {
  actionDecider,
  followAction,
  isOverdue,
  recommendAction,
  type ActionFollowed,
  type ActionRecommended,
} from './action.js';

const sealed = (version: number) => ({ class: 'reason' as const, version, box: 'c2VhbGVk' });
const recommended: ActionRecommended = {
  type: 'ActionRecommended',
  schemaVersion: 1,
  data: {
    ...{ action: 'R1', organisation: 'pont-y-bore', programme: 'telling', period: '2026-Q1' },
    sources: [{ kind: 'story', id: 'A' }],
    recommendation: sealed(1),
  },
};
const doing: ActionFollowed['data'] = {
  state: 'doing',
  owner: sealed(2),
  due: '2026-09-01',
  outcome: null,
  isShared: false,
};
const done: ActionFollowed['data'] = { ...doing, state: 'done', outcome: sealed(3), isShared: true };

describe('an action', () => {
  it('is open and nobody’s when it is recommended', () => {
    const { state } = given(actionDecider, [recommended]);
    expect(state).toMatchObject({ state: 'open', owner: null, due: null, outcome: null, isShared: false });
  });

  it('is recommended once, however often it is asked', () => {
    given(actionDecider, [recommended])
      .when((state) => recommendAction(state, recommended.data))
      .thenNothing();
  });

  it('is followed: who does it, until when, and how it stands', () => {
    given(actionDecider, [recommended])
      .when((state) => followAction(state, 'pont-y-bore', doing))
      .then([{ type: 'ActionFollowed', schemaVersion: 1, data: doing }]);
  });

  it.each(['done', 'dropped'] as const)('is not %s without saying what came of it', (state) => {
    given(actionDecider, [recommended])
      .when((now) => followAction(now, 'pont-y-bore', { ...done, state, outcome: null }))
      .thenRefused('action-outcome-missing', { field: 'outcome' });
  });

  it('may be begun again after it was done', () => {
    given(actionDecider, [recommended, { type: 'ActionFollowed', schemaVersion: 1, data: done }])
      .when((state) => followAction(state, 'pont-y-bore', doing))
      .then([{ type: 'ActionFollowed', schemaVersion: 1, data: doing }]);
  });

  it('is not there for another organisation, nor before it is recommended', () => {
    given(actionDecider, [recommended])
      .when((state) => followAction(state, 'others', done))
      .thenRefused('action-not-found');
    given(actionDecider, [])
      .when((state) => followAction(state, 'pont-y-bore', done))
      .thenRefused('action-not-found');
  });

  it.each([
    ['doing', '2026-09-01', true],
    ['open', '2026-09-02', false],
    ['done', '2026-09-01', false],
    ['dropped', '2026-09-01', false],
    ['open', null, false],
  ] as const)('that is %s and due %s is overdue on 2 September: %s', (state, due, expected) => {
    expect(isOverdue({ state, due }, '2026-09-02')).toBe(expected);
  });
});
