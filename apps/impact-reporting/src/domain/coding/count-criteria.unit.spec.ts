import { countCriteria, type CodedReason } from './count-criteria.js';

const said = (
  count: number,
  level: number,
  isOfChosen: boolean,
  ...themes: readonly string[]
): readonly CodedReason[] => Array.from({ length: count }, () => ({ level, isOfChosen, themes: new Set(themes) }));

describe('what counted at each level', () => {
  it('is how many reasons carry each theme, of stories chosen there and of those that were not', () => {
    const reasons = [
      ...said(6, 1, true, 'trust', 'home'),
      ...said(5, 1, false, 'trust'),
      ...said(7, 1, false, 'home'),
      ...said(8, 2, true, 'home'),
    ];
    expect(countCriteria(reasons, ['trust', 'home', 'work'], [1, 2])).toEqual([
      {
        level: 1,
        themes: [
          { theme: 'trust', chosen: 6, notChosen: 5, overall: 11 },
          { theme: 'home', chosen: 6, notChosen: 7, overall: 13 },
          { theme: 'work', chosen: 0, notChosen: 0, overall: 0 },
        ],
        // Six carry both themes: 6 + 5 + 7 reasons, not 24.
        reasons: { chosen: 6, notChosen: 12, overall: 18 },
      },
      {
        level: 2,
        themes: [
          { theme: 'trust', chosen: 0, notChosen: 0, overall: 0 },
          { theme: 'home', chosen: 8, notChosen: 0, overall: 8 },
          { theme: 'work', chosen: 0, notChosen: 0, overall: 0 },
        ],
        reasons: { chosen: 8, notChosen: 0, overall: 8 },
      },
    ]);
  });

  it('hides one to four, and what would tell of them', () => {
    const [level] = countCriteria([...said(3, 1, true, 'trust'), ...said(9, 1, false, 'trust')], ['trust'], [1]);
    expect(level?.themes).toEqual([{ theme: 'trust', chosen: null, notChosen: null, overall: 12 }]);
    expect(level?.reasons).toEqual({ chosen: null, notChosen: null, overall: 12 });
  });
});
