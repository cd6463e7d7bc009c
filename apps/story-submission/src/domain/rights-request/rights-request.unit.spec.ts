import { monthsAfter } from '#contracts/shared/calendar-day.js';
import { given } from '#contracts/testing/given.js';

import type { Right, RightsRequestDone, RightsRequestReceived } from './events.js';
import {
  answerRequest,
  checkIdentity,
  confirmRequest,
  extendRequest,
  receiveAsDone,
  receiveRequest,
  refuseRequest,
  rightsRequestDecider,
  type Asked,
  type RightsRequestState,
} from './rights-request.js';

const words = { class: 'text', version: 1, box: 'sealed' } as const;
const asked = (right: Right, given: Partial<Asked> = {}): Asked => ({
  request: 'R',
  right,
  story: 'S',
  programme: 'telling',
  receivedOn: '2026-01-31',
  how: 'letter',
  enteredBy: 'A1',
  words,
  ...given,
});
const received = (right: Right, given: Partial<Asked> = {}): RightsRequestReceived => ({
  type: 'RightsRequestReceived',
  schemaVersion: 1,
  data: { ...asked(right, given), dueOn: '2026-02-28' },
});
const done = (data: Partial<RightsRequestDone['data']> = {}): RightsRequestDone => ({
  type: 'RightsRequestDone',
  schemaVersion: 1,
  data: { on: '2026-02-10', answer: null, confirmedBy: null, ...data },
});
const extended = {
  type: 'RightsRequestExtended',
  schemaVersion: 1,
  data: { dueOn: '2026-04-30', because: words },
} as const;
const register = given(rightsRequestDecider, []);
const after = (right: Right) => given(rightsRequestDecider, [received(right)]);

describe('a calendar month later', () => {
  it.each([
    ['2026-03-05', 1, '2026-04-05'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-30', 1, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('than %s, %i month(s), is %s', (day, months, then) => {
    expect(monthsAfter(day, months)).toBe(then);
  });
});

describe('a request', () => {
  it('is due one calendar month after the day it came, however late it is entered', () => {
    register.when((state) => receiveRequest(state, asked('see'), '2026-02-20')).then([received('see')]);
  });

  it('cannot have come on a day that is still to come', () => {
    register
      .when((state) => receiveRequest(state, asked('see'), '2026-01-30'))
      .thenRefused('rights-received-in-future');
  });

  it('that takes something back is about a story; a complaint need not be', () => {
    register
      .when((state) => receiveRequest(state, asked('withdraw', { story: null }), '2026-02-01'))
      .thenRefused('rights-story-needed');
    register
      .when((state) => receiveRequest(state, asked('complain', { story: null }), '2026-02-01'))
      .then([received('complain', { story: null })]);
  });

  it('to complain or to correct says what is wrong', () => {
    for (const right of ['complain', 'object', 'correct'] as const) {
      register
        .when((state) => receiveRequest(state, asked(right, { words: null }), '2026-02-01'))
        .thenRefused('rights-words-missing');
    }
  });

  it('that the teller did with their code is done at once', () => {
    register
      .when((state) => receiveAsDone(state, asked('withdraw', { how: 'code', enteredBy: 'anyone' }), '2026-02-10'))
      .then([received('withdraw', { how: 'code', enteredBy: 'anyone' }), done()]);
  });

  it('is extended once, to three months after it came', () => {
    after('see')
      .when((state) => extendRequest(state, words))
      .then([extended]);
    given(rightsRequestDecider, [received('see'), extended])
      .when((state) => extendRequest(state, words))
      .thenRefused('rights-request-extended-already');
  });

  it('is answered or refused once', () => {
    after('see')
      .when((state) => answerRequest(state, words, '2026-02-10'))
      .then([done({ answer: words })]);
    const closed = given(rightsRequestDecider, [received('see'), done()]);
    closed.when((state) => answerRequest(state, words, '2026-02-11')).thenRefused('rights-request-closed');
    closed.when((state) => refuseRequest(state, words, '2026-02-11')).thenRefused('rights-request-closed');
    closed.when((state) => extendRequest(state, words)).thenRefused('rights-request-closed');
  });

  it('to see what is held of one story is looked into: who asks, and how that was made sure', () => {
    const data = { on: '2026-02-10', how: 'document', by: 'A1' } as const;
    const checked = { type: 'RightsIdentityChecked', schemaVersion: 1, data } as const;
    const check = (state: RightsRequestState | undefined) =>
      checkIdentity(state, { how: 'document', by: 'A1' }, '2026-02-10');
    after('see').when(check).then([checked]);
    given(rightsRequestDecider, [received('see'), checked])
      .when(check)
      .then([checked]);
    after('complain').when(check).thenRefused('rights-no-copy-asked');
    given(rightsRequestDecider, [received('see', { story: null })])
      .when(check)
      .thenRefused('rights-no-copy-asked');
    given(rightsRequestDecider, [received('see'), done()])
      .when(check)
      .thenRefused('rights-request-closed');
    register.when(check).thenRefused('rights-request-not-found');
  });

  it.each(['erase-story', 'erase-person'] as const)('to %s on someone’s behalf needs two persons', (right) => {
    after(right)
      .when((state) => answerRequest(state, null, '2026-02-10'))
      .thenRefused('second-person-needed');
    after(right)
      .when((state) => confirmRequest(state, 'A1', '2026-02-10'))
      .thenRefused('second-person-needed');
    after(right)
      .when((state) => confirmRequest(state, 'A2', '2026-02-10'))
      .then([done({ confirmedBy: 'A2' })]);
  });

  it('of any other kind is not confirmed', () => {
    after('see')
      .when((state) => confirmRequest(state, 'A2', '2026-02-10'))
      .thenRefused('rights-needs-no-second-person');
  });

  it('that is not there cannot be answered', () => {
    register.when((state) => answerRequest(state, null, '2026-02-10')).thenRefused('rights-request-not-found');
  });
});
