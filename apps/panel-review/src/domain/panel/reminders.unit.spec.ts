import { letterDue, usualReminders } from './reminders.js';

describe('a letter about a day that was set', () => {
  it.each([
    ['2026-03-26', undefined],
    ['2026-03-27', 'before'],
    ['2026-03-29', 'before'],
    ['2026-03-30', 'after'],
    ['2026-05-01', 'after'],
  ] as const)('on %s, for 29 March with the usual 2 days before and 1 after: %s', (today, letter) => {
    expect(letterDue(usualReminders, '2026-03-29', today)).toBe(letter);
  });

  it('is not due where a panel wants none, nor earlier after the day than it wants it', () => {
    expect(letterDue({ daysBefore: null, daysAfter: 3 }, '2026-03-29', '2026-03-29')).toBeUndefined();
    expect(letterDue({ daysBefore: null, daysAfter: 3 }, '2026-03-29', '2026-03-31')).toBeUndefined();
    expect(letterDue({ daysBefore: null, daysAfter: 3 }, '2026-03-29', '2026-04-01')).toBe('after');
    expect(letterDue({ daysBefore: 2, daysAfter: null }, '2026-03-29', '2026-04-09')).toBeUndefined();
  });
});
