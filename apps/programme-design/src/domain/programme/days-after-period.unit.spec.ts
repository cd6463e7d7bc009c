import { daysAfterPeriod } from './days-after-period.js';

describe('the days of a period after another', () => {
  it.each([
    ['a quarter', '2026-01-01', '2026-03-31', '2026-04-01', '2026-06-30'],
    ['a quarter at the end of a year', '2026-10-01', '2026-12-31', '2027-01-01', '2027-03-31'],
    ['a month before a short one', '2027-01-01', '2027-01-31', '2027-02-01', '2027-02-28'],
    ['months from the middle of one', '2026-01-15', '2026-04-14', '2026-04-15', '2026-07-14'],
    ['a year', '2026-04-01', '2027-03-31', '2027-04-01', '2028-03-31'],
    ['a fortnight', '2026-01-05', '2026-01-18', '2026-01-19', '2026-02-01'],
    ['days that are no whole months', '2026-01-01', '2026-05-01', '2026-05-02', '2026-08-30'],
  ])('follow %s', (_, opens, closes, nextOpens, nextCloses) => {
    expect(daysAfterPeriod({ opens, closes })).toEqual({ opens: nextOpens, closes: nextCloses });
  });
});
