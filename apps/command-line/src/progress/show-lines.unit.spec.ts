import { showLines } from './show-lines.js';

describe('progress without a terminal', () => {
  it('is a plain line every five seconds, and none where it was quick', () => {
    let ms = 0;
    let written = '';
    const errors = { write: (text: string) => (written += text) };
    const progress = showLines(
      errors,
      (value, total) => `${String(value)} of ${String(total)}`,
      () => ms,
    );
    for (const [at, value] of [
      [100, 10],
      [4_999, 20],
      [5_000, 30],
      [9_999, 40],
      [10_000, 50],
    ] as const) {
      ms = at;
      progress.show(value, 60);
    }
    progress.stop();
    expect(written).toBe('30 of 60\n50 of 60\n');
  });
});
