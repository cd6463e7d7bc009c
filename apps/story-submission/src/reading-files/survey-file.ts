import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { addressesOf, findColumns, hasConsentColumn, type Columns } from '../domain/import/columns.js';
import type { FileWarning } from '../domain/import/import-reasons.js';
import { readMapping } from '../domain/import/mapping.js';
import { IdSurvey, type RepeatedIds } from '../domain/import/repeated-ids.js';
import type { FileHeader } from './file-header.js';
import type { ImportSource } from './import-source.js';
import { batchesOfRows } from './read-rows.js';
import { RowReader } from './row-reader.js';

/** All that must be known of a file before its first row is judged. Memory: its ids, no text. */
export interface FileSurveyed {
  readonly columns: Columns;
  readonly header: FileHeader;
  readonly repeatedIds: RepeatedIds;
  readonly fileWarnings: readonly FileWarning[];
  /** Data rows, those that will be rejected included. */
  readonly rows: number;
  readonly bytes: number;
}

export type Survey =
  | { readonly kind: 'surveyed'; readonly file: FileSurveyed }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

const refused = (...refusals: readonly Refusal[]): Survey => ({ kind: 'refused', refusals });

/**
 * First pass: reads the file to its end and writes nothing.
 * @param mapping parsed JSON, see `readMapping`
 * @param extra further questions of the programme that are asked now
 */
export const surveyFile = async (
  source: ImportSource,
  mapping?: unknown,
  extra: readonly ExtraQuestionDesign[] = [],
): Promise<Survey> => {
  const reader = new RowReader();
  const seen = { rows: 0, bytes: 0, lf: false, crlf: false, notUtf8: 0 };
  const measured: ImportSource = { open: () => measuring(source.open(), seen) };
  let columns: Columns | null = null;
  let ids: IdSurvey | null = null;
  for await (const rows of batchesOfRows(measured, reader)) {
    if (columns === null) {
      const found = columnsOf(reader.header, mapping, extra);
      if (!('columns' in found)) return refused(...found.refusals);
      columns = found.columns;
      ids = new IdSurvey(columns);
    }
    for (const row of rows) {
      seen.rows += 1;
      if (row.ending === 'lf') seen.lf = true;
      else if (row.ending === 'crlf') seen.crlf = true;
      if (row.readAs === 'windows-1252') seen.notUtf8 += 1;
      ids?.add(row);
    }
  }
  const { header, problem } = reader;
  if (problem !== null || header === null) return refused(refuse(problem ?? 'header-missing'));
  if (columns === null) {
    const found = columnsOf(header, mapping, extra);
    if (!('columns' in found)) return refused(...found.refusals);
    columns = found.columns;
  }
  const file = { columns, header, repeatedIds: ids?.ids ?? new Map(), rows: seen.rows, bytes: seen.bytes };
  return { kind: 'surveyed', file: { ...file, fileWarnings: fileWarnings(reader, header, columns, seen) } };
};

async function* measuring(chunks: AsyncIterable<Buffer>, seen: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    seen.bytes += chunk.length;
    yield chunk;
  }
}

const columnsOf = (
  header: FileHeader | null,
  mapping: unknown,
  extra: readonly ExtraQuestionDesign[],
): { readonly columns: Columns } | { readonly refusals: readonly Refusal[] } => {
  if (header === null) return { refusals: [refuse('header-missing')] };
  const read = mapping === undefined ? { chosen: {} } : readMapping(mapping, header.headings);
  if (!('chosen' in read)) return read;
  const columns = findColumns(header.headings, read.chosen, extra);
  const headings = addressesOf(columns.headings).join(', ');
  const refusals: Refusal[] = [];
  if (columns.byField.narrative === undefined) {
    refusals.push(refuse('narrative-column-missing', 'narrative', { headings }));
  }
  if (!hasConsentColumn(columns)) refusals.push(refuse('consent-column-missing', 'consent_audience', { headings }));
  return refusals.length > 0 ? { refusals } : { columns };
};

const fileWarnings = (
  reader: RowReader,
  header: FileHeader,
  columns: Columns,
  seen: { readonly lf: boolean; readonly crlf: boolean; readonly notUtf8: number },
): readonly FileWarning[] => {
  const warnings: FileWarning[] = [];
  const addresses = addressesOf(columns.headings);
  const twice = columns.headings.filter((heading, at) => heading !== '' && addresses[at] === `${heading}#2`);
  const lf = seen.lf || header.ending === 'lf';
  const crlf = seen.crlf || header.ending === 'crlf';
  if (reader.hasByteOrderMark) warnings.push({ reason: 'byte-order-mark', details: {} });
  if (header.commentLines > 0) {
    warnings.push({ reason: 'comment-lines-at-the-top', details: { lines: header.commentLines } });
  }
  if (twice.length > 0) warnings.push({ reason: 'header-names-twice', details: { headings: twice.join(', ') } });
  if (lf && crlf) warnings.push({ reason: 'mixed-line-endings', details: {} });
  if (seen.notUtf8 > 0) warnings.push({ reason: 'not-all-utf-8', details: { rows: seen.notUtf8 } });
  if (reader.neverClosedLine !== null) {
    warnings.push({ reason: 'quotation-mark-never-closed', details: { line: reader.neverClosedLine } });
  }
  if (columns.unused.length > 0) {
    warnings.push({ reason: 'columns-not-used', details: { headings: columns.unused.join(', ') } });
  }
  if (columns.byField.period === undefined) warnings.push({ reason: 'no-period-column-dates-decide', details: {} });
  return warnings;
};
