import { countCriteria, type CodedReason } from './count-criteria.js';

const saidIn = (
  period: string,
  count: number,
  level: number,
  isOfChosen: boolean,
  ...themes: readonly string[]
): readonly CodedReason[] =>
  Array.from({ length: count }, () => ({ level, period, isOfChosen, themes: new Set(themes) }));
const said = (count: number, level: number, isOfChosen: boolean, ...themes: readonly string[]) =>
  saidIn('Q1', count, level, isOfChosen, ...themes);

describe('what counted at each level', () => {
  it('is how many reasons carry each theme, of stories chosen there and of those that were not', () => {
    const reasons = [
      ...said(6, 1, true, 'trust', 'home'),
      ...said(5, 1, false, 'trust'),
      ...said(7, 1, false, 'home'),
      ...said(8, 2, true, 'home'),
    ];
    expect(countCriteria(reasons, ['trust', 'home', 'work'], [1, 2], [])).toEqual([
      {
        level: 1,
        themes: [
          { theme: 'trust', chosen: 6, notChosen: 5, overall: 11 },
          { theme: 'home', chosen: 6, notChosen: 7, overall: 13 },
          { theme: 'work', chosen: 0, notChosen: 0, overall: 0 },
        ],
        // Six carry both themes: 6 + 5 + 7 reasons, not 24.
        reasons: { chosen: 6, notChosen: 12, overall: 18 },
        periods: [],
      },
      {
        level: 2,
        themes: [
          { theme: 'trust', chosen: 0, notChosen: 0, overall: 0 },
          { theme: 'home', chosen: 8, notChosen: 0, overall: 8 },
          { theme: 'work', chosen: 0, notChosen: 0, overall: 0 },
        ],
        reasons: { chosen: 8, notChosen: 0, overall: 8 },
        periods: [],
      },
    ]);
  });

  it('hides one to four, and what would tell of them', () => {
    const few = [...said(3, 1, true, 'trust'), ...said(9, 1, false, 'trust')];
    const [level] = countCriteria(few, ['trust'], [1], ['Q1']);
    expect(level?.themes).toEqual([{ theme: 'trust', chosen: null, notChosen: null, overall: 12 }]);
    expect(level?.reasons).toEqual({ chosen: null, notChosen: null, overall: 12 });
  });

  it('is told over time, in the order of the periods', () => {
    const reasons = [
      ...saidIn('Q1', 6, 1, true, 'trust'),
      ...saidIn('Q2', 5, 1, true, 'trust', 'home'),
      ...saidIn('Q2', 7, 1, false, 'home'),
    ];
    const [level] = countCriteria(reasons, ['trust', 'home'], [1], ['Q1', 'Q2', 'Q3']);
    const of = (period: string, trust: number, home: number, all: number) => ({
      ...{ period, reasons: all },
      themes: [
        { theme: 'trust', overall: trust },
        { theme: 'home', overall: home },
      ],
    });
    expect(level?.periods).toEqual([of('Q1', 6, 0, 6), of('Q2', 5, 12, 12), of('Q3', 0, 0, 0)]);
  });

  it('hides the few of one period, and what would tell of them from the others and from all', () => {
    const reasons = [
      ...saidIn('Q1', 9, 1, true, 'trust'),
      ...saidIn('Q2', 3, 1, false, 'trust'),
      ...saidIn('Q2', 20, 1, true, 'home'),
    ];
    const [level] = countCriteria(reasons, ['trust', 'home'], [1], ['Q1', 'Q2']);
    const trust = level?.periods.map(({ themes }) => themes.find(({ theme }) => theme === 'trust')?.overall);
    expect(trust).toEqual([null, null]);
    expect(level?.themes[0]).toMatchObject({ chosen: null, notChosen: null, overall: 12 });
  });
});
