import type { Columns } from './columns.js';
import type { FileRow } from './file-row.js';
import type { Finding, RowReason } from './import-reasons.js';
import { repeatsTheHeader } from './repeated-ids.js';

/** What stops a row before its cells mean anything. */
export const brokenShapeOf = (row: FileRow, columns: Columns): Finding | null => {
  if (row.shape === 'never-closed') return { reason: 'quotation-mark-never-closed', details: { line: row.line } };
  if (row.shape === 'swallowed') return { reason: 'inside-an-unclosed-quotation-mark' };
  if (row.shape === 'too-large') return { reason: 'row-too-large' };
  if (row.cells.every((cell) => cell.trim() === '')) return { reason: 'row-with-nothing-in-it' };
  if (repeatsTheHeader(row, columns)) return { reason: 'header-repeated' };
  if (row.hasUnpairedMarks) return { reason: 'quotation-marks-do-not-pair' };
  const extra = row.cells.slice(columns.headings.length);
  if (extra.some((cell) => cell.trim() !== '')) return tooManyCells(row, columns);
  return null;
};

export const tooManyCells = (row: FileRow, columns: Columns): Finding => ({
  reason: 'too-many-cells-columns-shifted',
  details: { cells: row.cells.length, columns: columns.headings.length },
});

/** Cells whose answers are from a closed list or a calendar: if one cannot be read in a row too long, the row has shifted. */
const SAID_BY_A_SHIFTED_ROW: ReadonlySet<RowReason> = new Set<RowReason>([
  'consent-missing',
  'consent-not-understood',
  'consent-answers-disagree',
  'told-on-is-not-a-date',
  'period-not-known',
  'period-missing',
  'language-not-known',
  'route-not-known',
  'use-not-understood-taken-as-no',
  'people-affected-is-not-a-number',
]);

/** The number of cells against the number of headings, in the light of what the cells were found to say. */
export const wrongNumberOfCells = (
  row: FileRow,
  columns: Columns,
  consentColumns: readonly number[],
  findings: readonly Finding[],
): Finding | null => {
  const [cells, headings] = [row.cells.length, columns.headings.length];
  if (cells === headings) return null;
  const details = { cells, columns: headings };
  if (cells < headings) {
    const hasLostConsent = consentColumns.some((column) => column >= cells);
    return {
      reason: hasLostConsent ? 'too-few-cells-consent-missing' : 'too-few-cells-only-empty-ones-missing',
      details,
    };
  }
  const hasShifted = findings.some(({ reason }) => SAID_BY_A_SHIFTED_ROW.has(reason));
  return hasShifted ? tooManyCells(row, columns) : { reason: 'extra-empty-cells-at-the-end', details };
};

/** What the reading noticed about the row's bytes, marks and line ends. */
export const saidByTheReading = (row: FileRow, usualEnding: FileRow['ending'], findings: Finding[]): void => {
  if (row.readAs === 'windows-1252') findings.push({ reason: 'not-utf-8-in-this-row-read-as-windows-1252' });
  if (row.hasMarksInUnquotedCell) findings.push({ reason: 'quotation-marks-in-an-unquoted-cell' });
  if (row.hasBreaksAndMarks) findings.push({ reason: 'line-breaks-and-quotes-inside-a-cell' });
  if (row.ending !== 'none' && usualEnding !== 'none' && row.ending !== usualEnding) {
    findings.push({ reason: row.ending === 'crlf' ? 'line-ends-with-crlf' : 'line-ends-with-lf' });
  }
};
