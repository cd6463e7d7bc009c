import { given } from '#contracts/testing/given.js';

import {
  answerTheLike,
  likeCounted,
  noteNumber,
  quantificationDecider,
  takeOutNumber,
  type QuantificationEvent,
} from './quantification.js';

const words = (reason: string) => ({ reason, text: { class: 'reason' as const, version: 1, box: 'sealed' } });
const number = (value: number) => ({ number: 'N', story: 'S', value, what: words('W'), unit: words('U') });
const noted: QuantificationEvent = { type: 'NumberNoted', schemaVersion: 1, data: number(12) };
const answered = (hearer: string, happened: boolean): QuantificationEvent => ({
  type: 'LikeAnswered',
  schemaVersion: 1,
  data: { story: 'S', hearer, happened },
});
const answers = (yes: number, no: number) =>
  Object.fromEntries(Array.from({ length: yes + no }, (_, at) => [`H${String(at)}`, at < yes]));

describe('numbers in a story', () => {
  it('are noted and taken out again', () => {
    given(quantificationDecider, [])
      .when((state) => noteNumber(state, number(12)))
      .then([noted]);
    given(quantificationDecider, [])
      .when((state) => noteNumber(state, number(Infinity)))
      .thenRefused('number-not-a-number');
    given(quantificationDecider, [])
      .when((state) => takeOutNumber(state, 'N'))
      .thenRefused('number-not-found');
    const out: QuantificationEvent = { type: 'NumberTakenOut', schemaVersion: 1, data: { number: 'N' } };
    given(quantificationDecider, [noted])
      .when((state) => takeOutNumber(state, 'N'))
      .then([out]);
    expect(given(quantificationDecider, [noted, out]).state.numbers).toEqual([]);
    const full = Array.from({ length: 100 }, () => noted);
    given(quantificationDecider, full)
      .when((state) => noteNumber(state, number(1)))
      .thenRefused('numbers-full');
  });
});

describe('did the like happen to you?', () => {
  it('is answered once by each; the last answer counts', () => {
    const data = { story: 'S', hearer: 'H', happened: true };
    given(quantificationDecider, [])
      .when((state) => answerTheLike(state, data))
      .then([answered('H', true)]);
    given(quantificationDecider, [answered('H', true)])
      .when((state) => answerTheLike(state, data))
      .thenNothing();
    expect(given(quantificationDecider, [answered('H', true), answered('H', false)]).state.answers).toEqual({
      H: false,
    });
  });

  it.each([
    ['nobody', 0, 0, null],
    ['four', 4, 0, null],
    ['five, all yes', 5, 0, { yes: 5, of: 5 }],
    ['five, none', 0, 5, { yes: 0, of: 5 }],
    ['few yes', 4, 20, null],
    ['few no: the rest would be known by subtraction', 20, 4, null],
    ['enough of both', 5, 5, { yes: 5, of: 10 }],
  ] as const)('is counted, but never below five: %s', (_, yes, no, counted) => {
    expect(likeCounted({ answers: answers(yes, no) })).toEqual(counted);
  });
});
