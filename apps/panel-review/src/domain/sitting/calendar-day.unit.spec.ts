import { calendarDay } from './calendar-day.js';

const wales = 'Europe/London';

describe('the day of a deadline', () => {
  it.each([
    ['in winter at one minute to midnight', '2026-03-28T23:59:00.000Z', '2026-03-28'],
    ['the night the clocks go forward: 00:30, before the hour is left out', '2026-03-29T00:30:00.000Z', '2026-03-29'],
    ['in summer one hour before midnight in UTC: already the next day', '2026-03-29T23:30:00.000Z', '2026-03-30'],
    ['the night the clocks go back: 01:30 for the first time', '2026-10-25T00:30:00.000Z', '2026-10-25'],
    ['and 01:30 for the second', '2026-10-25T01:30:00.000Z', '2026-10-25'],
    ['that night at one minute to midnight, in a day of 25 hours', '2026-10-25T23:59:00.000Z', '2026-10-25'],
  ])('%s', (_, instant, day) => {
    expect(calendarDay(instant, wales)).toBe(day);
  });

  it('is that of the programme, not of the machine', () => {
    expect(calendarDay('2026-06-30T20:00:00.000Z', 'Asia/Tokyo')).toBe('2026-07-01');
  });
});
