import { stringify } from 'csv-stringify/sync';

type Row = readonly unknown[] | Readonly<Record<string, unknown>>;

/**
 * A table as spreadsheets read it: marked as UTF-8, lines ended their way, and what would be a formula written as text.
 * `columns`: of rows that have their values by name; they are its first line.
 */
export const csvForSpreadsheets = (rows: readonly Row[], columns?: readonly string[]): string =>
  stringify([...rows], {
    ...{ bom: true, escape_formulas: true, record_delimiter: 'windows' },
    ...(columns === undefined ? {} : { header: true, columns: [...columns] }),
  });
