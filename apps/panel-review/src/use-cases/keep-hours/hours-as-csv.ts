import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import type { Words } from '#web/words/words.js';

import { plainPounds } from '../../money.js';
import type { HoursListed } from './hours-listed.js';

const columns = [
  ...['member', 'panel', 'period', 'meeting', 'minutes'],
  ...['pay-an-hour', 'expenses', 'earned', 'paid', 'owed'],
];

export interface NamesOfHours {
  readonly people: (person: string) => string;
  readonly panel: (of: HoursListed) => string;
  readonly period: (of: HoursListed) => string;
  /** The kind of change that the meeting was about; none: every kind. */
  readonly domain: (of: HoursListed) => string | null;
  /** The day the meeting was opened. */
  readonly opened: (of: HoursListed) => string;
}

/** One line for each member and meeting, money in pounds. Formula signs are made harmless; UTF-8 with mark. */
export function hoursAsCsv(hours: readonly HoursListed[], names: NamesOfHours, words: Words): string {
  const head = columns.map((column) => words(`column-${column}`));
  const rows = hours.map((each) => [
    ...[names.people(each.member), names.panel(each), names.period(each), each.sitting, String(each.minutes)],
    ...[each.payAnHour, each.expenses, each.earned, each.paid, each.owed].map(plainPounds),
  ]);
  return csvForSpreadsheets([head, ...rows]);
}
