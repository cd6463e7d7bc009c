import type { StoryFact } from './facts.js';
import { toldAndTakenBack } from './taken-back.js';

const told = (period: string, there: number, takenBack: number): readonly StoryFact[] =>
  Array.from({ length: there + takenBack }, (_, at) => ({
    ...{ story: `${period}-${String(at)}`, period, teller: 'T', collector: null, domain: null, route: 'own' },
    ...{ language: 'en', toldOn: '2026-02-01', reference: '', isWithdrawn: at < takenBack },
  }));

describe('how many stories were taken back', () => {
  it('is told of each period and of all', () => {
    expect(toldAndTakenBack([...told('Q1', 20, 6), ...told('Q2', 9, 0)], ['Q1', 'Q2'])).toEqual({
      ...{ told: 35, takenBack: 6, periods: [6, 0] },
    });
  });

  it('is not told while it is one to four, in any period', () => {
    // 6 and 3 are 9: whoever reads 6 in the report of the first period knew the 3 of the second.
    expect(toldAndTakenBack([...told('Q1', 20, 6), ...told('Q2', 9, 3)], ['Q1', 'Q2'])).toEqual({
      ...{ told: 38, takenBack: null, periods: [6, null] },
    });
  });

  it('is not told where few are left', () => {
    expect(toldAndTakenBack(told('Q1', 2, 7), ['Q1'])).toEqual({ told: 9, takenBack: null, periods: [null] });
  });
});
