import { narrowerOf, readConsent, type ConsentGiven } from './consent.js';
import type { Columns } from './columns.js';
import type { FileRow } from './file-row.js';
import { consentCells, rawCell, tidyId } from './row-cells.js';

/** Longer ones are refused, so that a survey's memory is bounded by the number of rows. */
export const LONGEST_EXTERNAL_ID = 200;

/** An external id that more than one row of the file carries. */
export interface RepeatedId {
  readonly firstLine: number;
  /** The first later row that carries it written in the same way; null where they differ in characters that cannot be seen. */
  readonly nextLine: number | null;
  /** What all the later rows written in the same way allow; null where one of them cannot be read, or there is none. */
  readonly laterConsent: ConsentGiven | null;
}

export type RepeatedIds = ReadonlyMap<string, RepeatedId>;

/** True for a row that is the header once more: two sheets were joined. */
export const repeatsTheHeader = (row: FileRow, columns: Columns): boolean =>
  row.cells[0]?.trim() === columns.headings[0] &&
  columns.headings.every((heading, at) => (row.cells[at] ?? '').trim() === heading) &&
  columns.headings.some((heading) => heading !== '');

/**
 * First pass over a file: which ids come more than once. Memory holds the ids and, for those that come again, what
 * the later rows allow; never a text.
 */
export class IdSurvey {
  private readonly firstSeen = new Map<string, { readonly line: number; readonly written: string | null }>();
  private readonly repeated = new Map<string, RepeatedId>();

  constructor(private readonly columns: Columns) {}

  add(row: FileRow): void {
    if (row.shape !== 'row') return;
    const written = rawCell(row, this.columns, 'external_id').trim();
    if (written === '' || written.length > LONGEST_EXTERNAL_ID || repeatsTheHeader(row, this.columns)) return;
    const id = tidyId(written);
    if (id === '') return;
    const first = this.firstSeen.get(id);
    if (first === undefined) {
      // A slice of a block of the file keeps the whole block in memory; a copy keeps only the id.
      const copy = [...id].join('');
      this.firstSeen.set(copy, { line: row.line, written: written === id ? null : [...written].join('') });
      return;
    }
    this.addAgain(id, row, (first.written ?? id) === written, first.line);
  }

  private addAgain(id: string, row: FileRow, isWrittenAlike: boolean, firstLine: number): void {
    const known = this.repeated.get(id);
    if (!isWrittenAlike) {
      if (known === undefined) this.repeated.set(id, { firstLine, nextLine: null, laterConsent: null });
      return;
    }
    const read = readConsent(consentCells(row, this.columns));
    const mine = read.kind === 'given' ? read.consent : null;
    const isFirstAgain = known?.nextLine === undefined || known.nextLine === null;
    const earlier = isFirstAgain ? mine : known.laterConsent;
    this.repeated.set(id, {
      firstLine,
      nextLine: isFirstAgain ? row.line : known.nextLine,
      laterConsent: mine === null || earlier === null ? null : narrowerOf(earlier, mine),
    });
  }

  get ids(): RepeatedIds {
    return this.repeated;
  }
}
