import { instantOf, onTheWall } from './time-in-wales.js';

describe('time as a clock in Wales shows it', () => {
  it('is an hour ahead in summer', () => {
    expect(instantOf('2026-07-01T09:30')).toBe('2026-07-01T08:30:00.000Z');
    expect(instantOf('2026-12-01T09:30')).toBe('2026-12-01T09:30:00.000Z');
    expect(onTheWall('2026-07-01T08:30:00.000Z')).toBe('2026-07-01T09:30');
  });

  it('is the first of two where an hour comes twice, and nothing where it is left out', () => {
    expect(instantOf('2026-10-25T01:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2026-03-29T01:30')).toBeUndefined();
  });

  it('is nothing for what is no day and time', () => {
    for (const shown of ['', '2026-11-21', '2026-13-01T09:30', '2026-02-30T09:30', 'yesterday']) {
      expect(instantOf(shown)).toBeUndefined();
    }
  });
});
