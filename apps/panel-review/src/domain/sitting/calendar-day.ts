/** The day of the calendar, `2026-10-25`, that it is at an instant where a programme runs. Clocks that change do not move it. */
export function calendarDay(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const of = new Map(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return [of.get('year'), of.get('month'), of.get('day')].join('-');
}
