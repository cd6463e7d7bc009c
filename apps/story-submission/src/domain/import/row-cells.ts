import { AUDIENCES, type Audience, type ConsentCells } from './consent.js';
import type { Columns, Field } from './columns.js';
import type { FileRow } from './file-row.js';
import { harmless, harmlessText, type HarmlessText } from '#contracts/shared/harmless-text.js';
import type { Finding } from './import-reasons.js';

/** What a text cell holds once it is harmless; findings and the original go where the row keeps them. */
export interface RowRead {
  readonly findings: Finding[];
  original: Record<string, string> | null;
}

export const rawCell = (row: FileRow, columns: Columns, field: Field): string => {
  const column = columns.byField[field]?.[0];
  return column === undefined ? '' : (row.cells[column] ?? '');
};

/** `n/a` is what forms write where nobody answered. */
export const isBlank = (text: string): boolean => {
  if (text === '') return true;
  const trimmed = text.trim();
  return trimmed === '' || (trimmed.length === 3 && trimmed.toLowerCase() === 'n/a');
};

const keep = (clean: HarmlessText, raw: string, address: string, field: string, read: RowRead): string => {
  for (const reason of clean.reasons) read.findings.push({ reason, field });
  if (clean.hasLostCharacters) (read.original ??= {})[address] = raw;
  return clean.text;
};

/** One cell, made harmless. `address` tells two columns of one name apart. */
export const cellAt = (row: FileRow, column: number, field: string, address: string, read: RowRead): string => {
  const raw = row.cells[column];
  if (raw === undefined || raw === '') return '';
  const clean = harmless(raw);
  return clean === null ? raw : keep(clean, raw, address, field, read);
};

const cleanOrNull = (row: FileRow, columns: Columns, field: Field): string | null => {
  const at = columns.byField[field]?.[0];
  if (at === undefined) return null;
  const raw = row.cells[at] ?? '';
  return harmlessText(raw);
};

/** Consent is read twice, in the survey and in the judging, so it says nothing of its own about characters. */
export const consentCells = (row: FileRow, columns: Columns): ConsentCells => ({
  audience: cleanOrNull(row, columns, 'consent_audience'),
  audiences: cleanOrNull(row, columns, 'consent_audiences'),
  shareWith: cleanOrNull(row, columns, 'share_with'),
  shareWithEach: shareWithEach(row, columns),
  nameOk: cleanOrNull(row, columns, 'name_ok'),
  quote: cleanOrNull(row, columns, 'quote_verbatim'),
  contactAgain: cleanOrNull(row, columns, 'contact_again'),
});

const shareWithEach = (row: FileRow, columns: Columns): Readonly<Partial<Record<Audience, string>>> | null => {
  let answers: Partial<Record<Audience, string>> | null = null;
  for (const audience of AUDIENCES) {
    const at = columns.shareWithEach[audience];
    if (at !== undefined) (answers ??= {})[audience] = row.cells[at] ?? '';
  }
  return answers;
};

/** Ids are told apart after this: no outer spaces, no characters that cannot be seen, NFC. */
export const tidyId = (raw: string): string => harmlessText(raw).trim();
