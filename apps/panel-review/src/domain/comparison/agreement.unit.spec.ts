import { cohensKappa, fleissKappa, kendallsW, ranksOf } from './agreement.js';

const times = <Item>(n: number, item: Item): readonly Item[] => Array.from({ length: n }, () => item);

describe('Cohen’s kappa', () => {
  it('is 0.4 for 20 twice chosen, 5 and 10 chosen by one, 15 by neither', () => {
    // Observed 35/50 = 0.7. Expected (25 x 30 + 25 x 20) / 2500 = 0.5. (0.7 - 0.5) / 0.5.
    const answers = [
      ...times(20, [true, true] as const),
      ...times(5, [true, false] as const),
      ...times(10, [false, true] as const),
      ...times(15, [false, false] as const),
    ];
    expect(cohensKappa(answers)).toBeCloseTo(0.4, 12);
  });

  it('is 1 where two agree on everything, and below nought where they agree less than by chance', () => {
    expect(cohensKappa([...times(2, [true, true] as const), ...times(3, [false, false] as const)])).toBe(1);
    // Observed 0. Expected (1 x 1 + 1 x 1) / 4 = 0.5. -0.5 / 0.5.
    expect(
      cohensKappa([
        [true, false],
        [false, true],
      ]),
    ).toBe(-1);
  });

  it('is nought where one chose all and the other some: that is what chance does', () => {
    // Observed 2/5, expected (5 x 2 + 0 x 3) / 25 = 2/5.
    expect(cohensKappa([...times(2, [true, true] as const), ...times(3, [true, false] as const)])).toBe(0);
  });

  it('cannot be told where both chose all, or both none', () => {
    expect(cohensKappa(times(6, [true, true] as const))).toBeNull();
    expect(cohensKappa(times(6, [false, false] as const))).toBeNull();
  });
});

describe('Fleiss’ kappa', () => {
  it('is 0.210 for ten subjects and fourteen judges, the example usually printed with the formula', () => {
    // Means of P_i 0.378, of squared shares 0.213: (0.378 - 0.213) / (1 - 0.213).
    const counts = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    expect(fleissKappa(counts)).toBeCloseTo(0.21, 3);
  });

  it('is 5/9 for three panels on six stories, two of which split them', () => {
    // Chosen by 3, 3, 2, 1, 0, 0. P: 1, 1, 1/3, 1/3, 1, 1, mean 7/9. Chosen 9 of 18: expected 1/2. (7/9 - 1/2) / (1/2) = 5/9.
    const counts = [
      [3, 0],
      [3, 0],
      [2, 1],
      [1, 2],
      [0, 3],
      [0, 3],
    ];
    expect(fleissKappa(counts)).toBeCloseTo(5 / 9, 12);
  });

  it('cannot be told where everybody gave one answer throughout', () => {
    expect(fleissKappa(times(6, [0, 3]))).toBeNull();
  });
});

describe('Kendall’s W', () => {
  it('is 0.828 for the three observers of Kendall and Gibbons (Rank Correlation Methods), whose ranks are tied', () => {
    // Sums of ranks 5.5 6.5 9 13.5 12 20 23 23.5 25.5 26.5: S = 591. Ties 12, 18 and 84. 12 x 591 / (9 x 990 - 3 x 114).
    const rankings = [
      [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
      [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
      [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
    ];
    expect(kendallsW(rankings)).toBeCloseTo(7092 / 8568, 12);
  });

  it('is 1 where all rank alike, and nought where two rank the other way round', () => {
    expect(kendallsW(times(3, [1, 2, 3, 4, 5]))).toBe(1);
    expect(
      kendallsW([
        [1, 2, 3, 4, 5],
        [5, 4, 3, 2, 1],
      ]),
    ).toBe(0);
  });

  it('is 1 where all tie alike', () => {
    expect(kendallsW(times(2, [1, 2.5, 2.5, 4, 5]))).toBe(1);
  });

  it('cannot be told where everybody ties everything', () => {
    expect(kendallsW(times(2, [3, 3, 3, 3, 3]))).toBeNull();
  });
});

describe('ranks', () => {
  it('begin with the highest, and share a place where values are alike', () => {
    expect(ranksOf([2, 5, 2, 0])).toEqual([2.5, 1, 2.5, 4]);
  });
});
