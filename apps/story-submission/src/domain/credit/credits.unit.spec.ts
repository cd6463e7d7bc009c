import { given } from '#contracts/testing/given.js';

import { creditsDecider, matchedIn, recordCredit, removeCredit, type CreditRecorded } from './credits.js';

const recorded = (credit: string, given: Partial<CreditRecorded['data']> = {}): CreditRecorded => ({
  type: 'CreditRecorded',
  schemaVersion: 1,
  data: {
    ...{ story: 'S', programme: 'telling', credit, kind: 'person', as: 'credited', matched: [] },
    name: { class: 'text', version: 1, box: 'sealed' },
    ...given,
  },
});

describe('whom a story credits or criticises', () => {
  it('is each of them once, and criticised where it says both', () => {
    const { state } = given(creditsDecider, [
      recorded('1', { matched: ['P1', 'P2'] }),
      recorded('2', { matched: ['P1'], as: 'criticised' }),
      recorded('3', { matched: ['P1'], as: 'credited' }),
      recorded('4', { matched: ['O1'], kind: 'organisation' }),
    ]);
    expect([...matchedIn(state, 'person')]).toEqual([
      ['P1', 'criticised'],
      ['P2', 'credited'],
    ]);
    expect([...matchedIn(state, 'organisation')]).toEqual([['O1', 'credited']]);
  });

  it('is taken off the list once, and the list has an end', () => {
    const listed = given(creditsDecider, [recorded('1')]);
    const removed = { type: 'CreditRemoved', schemaVersion: 1, data: { story: 'S', credit: '1' } } as const;
    listed.when((state) => removeCredit(state, 'S', '1')).then([removed]);
    listed.when((state) => removeCredit(state, 'S', '2')).thenNothing();
    const full = Array.from({ length: 50 }, (_, at) => recorded(String(at)));
    given(creditsDecider, full)
      .when((state) => recordCredit(state, recorded('x').data))
      .thenRefused('credits-full', { field: 'name' });
  });
});
