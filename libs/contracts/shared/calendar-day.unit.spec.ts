import { beginningOf, calendarDay, daysAfter, daysBetween, isCalendarDay, monthsAfter } from './calendar-day.js';

const wales = 'Europe/London';

describe('a day of the calendar', () => {
  it.each([
    ['in winter at one minute to midnight', '2026-03-28T23:59:00.000Z', '2026-03-28'],
    ['the night the clocks go forward: 00:30, before the hour is left out', '2026-03-29T00:30:00.000Z', '2026-03-29'],
    ['in summer one hour before midnight in UTC: already the next day', '2026-03-29T23:30:00.000Z', '2026-03-30'],
    ['at half past midnight in July', '2026-07-01T23:30:00.000Z', '2026-07-02'],
    ['the night the clocks go back: 01:30 for the first time', '2026-10-25T00:30:00.000Z', '2026-10-25'],
    ['and 01:30 for the second', '2026-10-25T01:30:00.000Z', '2026-10-25'],
    ['that night at one minute to midnight, in a day of 25 hours', '2026-10-25T23:59:00.000Z', '2026-10-25'],
  ])('%s', (_, instant, day) => {
    expect(calendarDay(instant, wales)).toBe(day);
  });

  it('is that of the programme, not of the machine', () => {
    expect(calendarDay('2026-06-30T20:00:00.000Z', 'Asia/Tokyo')).toBe('2026-07-01');
    expect(calendarDay('2026-07-02T06:30:00.000Z', 'America/Vancouver')).toBe('2026-07-01');
  });

  it('goes by Wales where a programme was given words that are no time zone', () => {
    expect(calendarDay('2026-07-01T23:30:00.000Z', 'Pont-y-bore')).toBe('2026-07-02');
  });

  it('begins at midnight where it is, the nights the clocks change as well', () => {
    const begins = (day: string, zone: string) => new Date(beginningOf(day, zone)).toISOString();
    expect(begins('2026-07-02', wales)).toBe('2026-07-01T23:00:00.000Z');
    expect(begins('2026-03-29', wales)).toBe('2026-03-29T00:00:00.000Z');
    expect(begins('2026-10-25', wales)).toBe('2026-10-24T23:00:00.000Z');
    expect(begins('2026-07-01', 'America/Vancouver')).toBe('2026-07-01T07:00:00.000Z');
    expect(begins('2026-07-01', 'Pacific/Kiritimati')).toBe('2026-06-30T10:00:00.000Z');
    expect(begins('2026-07-01', 'Asia/Kathmandu')).toBe('2026-06-30T18:15:00.000Z');
  });

  it('is counted without hours: over the night the clocks change, and at the ends of months', () => {
    expect(daysAfter('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysAfter('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
    expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsAfter('2027-11-30', 3)).toBe('2028-02-29');
    expect(monthsAfter('2026-03-31', -12)).toBe('2025-03-31');
  });

  it('is written in one way, and there is such a day', () => {
    expect(isCalendarDay('2028-02-29')).toBe(true);
    for (const text of ['2026-02-29', '2026-13-01', '2026-2-1', '2026-07-01T23:30:00.000Z', '', 'today']) {
      expect([text, isCalendarDay(text)]).toEqual([text, false]);
    }
  });
});
