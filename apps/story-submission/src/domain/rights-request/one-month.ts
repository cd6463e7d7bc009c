/** The same day so many months later, or the last day of that month where it has no such day. Days as YYYY-MM-DD. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfThatMonth = new Date(Date.UTC(year, month + months, 0));
  const of = Math.min(date, lastOfThatMonth.getUTCDate());
  return new Date(Date.UTC(lastOfThatMonth.getUTCFullYear(), lastOfThatMonth.getUTCMonth(), of))
    .toISOString()
    .slice(0, 10);
}
