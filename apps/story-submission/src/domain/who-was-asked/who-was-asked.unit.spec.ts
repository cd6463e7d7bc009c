import { given } from '#contracts/testing/given.js';

import { gapsIn } from './gaps.js';
import {
  giveFigures,
  setAskingLimit,
  whoWasAskedDecider,
  type Figures,
  type FiguresGiven,
  type LineOfFigures,
} from './who-was-asked.js';

const from = (number: number, source = 'Case records') => ({ number, source });
const none: Figures = { supported: null, invited: null, declined: null, 'not-able': null };
const data = (group: string | null, figures: Partial<Figures>): FiguresGiven['data'] => ({
  ...{ programme: 'telling', period: '2026-Q1', group },
  figures: { ...none, ...figures },
});
const event = (of: FiguresGiven['data']): FiguresGiven => ({ type: 'FiguresGiven', schemaVersion: 1, data: of });
const line = (group: string | null, figures: Partial<Figures>): LineOfFigures => ({
  group,
  figures: { ...none, ...figures },
});

describe('who was asked in a period', () => {
  it('is kept with the source of each figure, and given again when it was wrong', () => {
    const first = data(null, { supported: from(120), invited: from(60, 'Letters sent') });
    const later = data(null, { supported: from(130), invited: from(60, 'Letters sent') });
    given(whoWasAskedDecider, [])
      .when((state) => giveFigures(state, first))
      .then([event(first)]);
    given(whoWasAskedDecider, [event(first)])
      .when((state) => giveFigures(state, first))
      .thenNothing();
    const { state } = given(whoWasAskedDecider, [
      event(data('Under 25', { supported: from(30) })),
      event(first),
      event(later),
    ]);
    expect(state.lines.map(({ group, figures }) => [group, figures.supported?.number])).toEqual([
      [null, 130],
      ['Under 25', 30],
    ]);
  });

  it.each([
    ['figure-without-source', { supported: from(120, ' ') }],
    ['figures-missing', {}],
    ['more-answered-than-invited', { invited: from(10), declined: from(8), 'not-able': from(3) }],
  ] as const)('is refused with %s', (refusal, figures) => {
    given(whoWasAskedDecider, [])
      .when((state) => giveFigures(state, data(null, figures)))
      .thenRefused(refusal);
  });

  it('has a limit of askings, three in twelve months unless somebody says otherwise', () => {
    const limit = { programme: 'telling', atMost: 5 };
    given(whoWasAskedDecider, [])
      .when((state) => setAskingLimit(state, { ...limit, atMost: 3 }))
      .thenNothing();
    given(whoWasAskedDecider, [])
      .when((state) => setAskingLimit(state, limit))
      .then([{ type: 'AskingLimitSet', schemaVersion: 1, data: limit }]);
  });
});

describe('the gaps of a period', () => {
  const whole = line(null, { supported: from(120), invited: from(60), declined: from(15), 'not-able': from(10) });

  it('are every figure that nobody gave', () => {
    expect(gapsIn([], 0).map((gap) => 'figure' in gap && gap.figure)).toEqual([
      'supported',
      'invited',
      'declined',
      'not-able',
    ]);
  });

  it('are who was not invited, and of whom nothing is known: 120 - 60, and 60 - 15 - 10 - 20 told', () => {
    expect(gapsIn([whole], 20)).toEqual([
      { kind: 'not-invited', group: null, number: 60, of: 120 },
      { kind: 'no-answer-known', group: null, number: 15, of: 60 },
    ]);
  });

  it('are groups nobody of whom, or far fewer of whom, were invited: 2 in 10 against 1 in 2', () => {
    const young = line('Under 25', { supported: from(50), invited: from(10) });
    const welsh = line('Welsh speakers', { supported: from(20), invited: from(0) });
    const even = line('Over 65', { supported: from(40), invited: from(15) });
    expect(gapsIn([whole, young, welsh, even], 35).slice(1)).toEqual([
      { kind: 'not-invited', group: 'Under 25', number: 40, of: 50 },
      { kind: 'not-invited', group: 'Welsh speakers', number: 20, of: 20 },
      { kind: 'not-invited', group: 'Over 65', number: 25, of: 40 },
      { kind: 'invited-less', group: 'Under 25' },
      { kind: 'nobody-invited', group: 'Welsh speakers' },
    ]);
  });

  it('say no number that is below five, nor one that would give it away', () => {
    const small = line('Veterans', { supported: from(12), invited: from(9) });
    const few = line('Deaf people', { supported: from(40), invited: from(4) });
    expect(gapsIn([whole, small, few], 34)).toEqual([{ kind: 'not-invited', group: null, number: 60, of: 120 }]);
  });
});
