import type { Columns, Field } from './columns.js';
import type { FileRow } from './file-row.js';
import { isLongerThan } from '#contracts/shared/harmless-text.js';
import { cellAt, isBlank, type RowRead } from './row-cells.js';

/** Characters, counted by code point. */
export const LONGEST_NARRATIVE = 100_000;
const LONGEST_OTHER_TEXT = 100_000;
const LONGEST_SHORT_TEXT = 2_000;
const SHORT_TEXTS: ReadonlySet<Field> = new Set<Field>([
  'title',
  'place',
  'teller_name',
  'teller_role',
  'collector_name',
  'collector_role',
]);
/** UTF-16 units, as spreadsheets count. */
const SPREADSHEET_CELL = 32_767;
/** No letter after the sign, no markup: "5 < 6" and "<3" are plain. */
const MARKUP = /<(?:[a-z]|\/[a-z]|!--|!doctype)/i;

/** Two columns of one of these names add up; nothing has to be chosen between them. */
const ADDS_UP: Readonly<Partial<Record<Field, string>>> = { notes: '\n', recommendation: '\n', content_notes: ';' };
/** Where two columns of one of these names disagree, nobody but a person can say which is meant. */
const DECIDES_MUCH: ReadonlySet<Field> = new Set<Field>([
  'external_id',
  'narrative',
  'language',
  'domain',
  'period',
  'told_on',
  'collection_route',
  'consent_audience',
  'consent_audiences',
  'share_with',
  'name_ok',
  'quote_verbatim',
  'contact_again',
  'validation_status',
]);

/** `kept`: lines for the notes, words that have no home of their own. */
export interface StoryRead extends RowRead {
  readonly kept: string[];
}

/** The harmless text of a field; what a second column of its name says is joined, kept in the notes, or stops the row. */
export const textOf = (row: FileRow, columns: Columns, field: Field, read: StoryRead): string => {
  const places = columns.byField[field];
  const first = places?.[0];
  if (places === undefined || first === undefined) return '';
  if (places.length === 1) return cellAt(row, first, field, field, read);
  const texts = places
    .map((column, at) => cellAt(row, column, field, at === 0 ? field : `${field}#${at + 1}`, read))
    .filter((text) => !isBlank(text));
  const distinct = [...new Set(texts.map((text) => text.trim()))];
  const joint = ADDS_UP[field];
  if (joint !== undefined) return distinct.join(joint);
  if (distinct.length > 1) {
    const matters = DECIDES_MUCH.has(field);
    const reason = matters ? 'two-columns-of-one-name-disagree-and-it-matters' : 'two-columns-of-one-name-disagree';
    read.findings.push({ reason, field });
    for (const other of distinct.slice(1)) read.kept.push(`${field}: ${other}`);
  }
  return texts[0] ?? '';
};

/** A cell that a spreadsheet could take for a formula, however many spaces stand before the sign. */
const saySigns = (text: string, field: Field, read: RowRead): void => {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  const sign = text.charCodeAt(at);
  if (at > 0 && text.slice(0, at).includes('\t')) {
    read.findings.push({ reason: 'cell-starts-with-a-tab-or-formula-sign', field });
  } else if (sign === 0x3d || sign === 0x2b || sign === 0x2d || sign === 0x40) {
    read.findings.push({ reason: 'cell-starts-with-a-formula-sign', field });
  }
};

/** A teller's or a collector's words: kept as they are; what a browser or a spreadsheet could make of them is said. */
export const freeTextOf = (row: FileRow, columns: Columns, field: Field, read: StoryRead): string => {
  const text = textOf(row, columns, field, read);
  if (text === '') return '';
  saySigns(text, field, read);
  if (text.includes('<') && MARKUP.test(text)) {
    read.findings.push({ reason: 'looks-like-markup-kept-as-plain-text', field });
  }
  const limit = SHORT_TEXTS.has(field) ? LONGEST_SHORT_TEXT : LONGEST_OTHER_TEXT;
  if (field === 'narrative') {
    if (isLongerThan(text, LONGEST_NARRATIVE)) {
      read.findings.push({ reason: 'narrative-too-long', field, details: { limit: LONGEST_NARRATIVE } });
    } else if (text.length > SPREADSHEET_CELL) {
      read.findings.push({
        reason: 'narrative-longer-than-a-spreadsheet-cell',
        field,
        details: { characters: text.length, limit: SPREADSHEET_CELL },
      });
    }
  } else if (isLongerThan(text, limit)) {
    read.findings.push({ reason: 'text-too-long', field, details: { limit } });
  }
  return text;
};

/** Null where blank or `n/a`; outer spaces are no part of a name, a title or a place. */
export const shortTextOf = (row: FileRow, columns: Columns, field: Field, read: StoryRead): string | null => {
  const text = freeTextOf(row, columns, field, read);
  return isBlank(text) ? null : text.trim();
};
