import type { FileRow } from '../domain/import/file-row.js';

/**
 * Why this is not csv-parse: where a mark is never closed it throws at the end of the file and the lines inside are
 * gone; it takes the first line's end for that of the whole file, so that one CR LF among LF, or the other way round,
 * joins or spoils rows; and it cannot say of one row that its bytes are not UTF-8. A spec holds that what csv-stringify
 * writes is read back cell for cell.
 */

/** Where a scan of one row ended: `at` the next row, or in the middle because the text ended first. */
export type Scan = 'row' | 'blank' | 'unfinished-line' | 'unfinished-quotation';

const LF = 10;
const CR = 13;

/**
 * Cuts rows out of a text, one `next()` each. The positions of the next line end, separator and mark are remembered,
 * so that a text in which one of them is rare is not searched again for every cell.
 */
export class RowScanner {
  private text = '';
  private isLast = false;
  private nextLf = -1;
  private nextMark = -1;
  private nextSeparator = -1;

  at = 0;
  /** Lines ended by rows and blank lines so far. */
  line = 1;
  row: FileRow | null = null;

  constructor(private readonly separator: string) {}

  /** @param isLast nothing follows: a row may end without a line end */
  take(text: string, isLast: boolean): void {
    this.text = text;
    this.isLast = isLast;
    this.at = 0;
    this.nextLf = -1;
    this.nextMark = -1;
    this.nextSeparator = -1;
  }

  /** Null at the end of the text. After an unfinished scan `at` and `line` have not moved; take more text. */
  next(readAs: FileRow['readAs']): Scan | null {
    const { text, at } = this;
    if (at >= text.length) return null;
    const lf = this.lfFrom(at);
    if (lf === text.length && !this.isLast) {
      return this.markFrom(at) < lf ? this.scanMarks(readAs) : 'unfinished-line';
    }
    if (this.markFrom(at) < lf) return this.scanMarks(readAs);
    const hasCr = lf > at && text.charCodeAt(lf - 1) === CR;
    const end = hasCr ? lf - 1 : lf;
    const line = this.line;
    this.at = lf + 1;
    this.line = line + 1;
    if (end === at) return 'blank';
    this.row = {
      shape: 'row',
      line,
      lastLine: line,
      cells: text.slice(at, end).split(this.separator),
      readAs,
      ending: lf === text.length ? 'none' : hasCr ? 'crlf' : 'lf',
      hasMarksInUnquotedCell: false,
      hasUnpairedMarks: false,
      hasBreaksAndMarks: false,
    };
    return 'row';
  }

  private scanMarks(readAs: FileRow['readAs']): Scan {
    const { text } = this;
    const start = this.at;
    const cells: string[] = [];
    let at = start;
    let hasMarksInUnquotedCell = false;
    let hasUnpairedMarks = false;
    let hasBreaksAndMarks = false;
    let breaks = 0;
    for (;;) {
      let end: number;
      if (text.charCodeAt(at) === 34) {
        const from = at + 1;
        let isDoubled = false;
        end = from;
        for (;;) {
          end = this.markFrom(end);
          if (end === text.length) return 'unfinished-quotation';
          const after = text.charCodeAt(end + 1);
          if (after === 34) {
            isDoubled = true;
            end += 2;
          } else if (this.endsCell(end + 1)) break;
          else {
            hasUnpairedMarks = true;
            end += 1;
          }
        }
        const inside = text.slice(from, end);
        const breaksHere = countOf(inside, '\n');
        breaks += breaksHere;
        if (isDoubled && breaksHere > 0) hasBreaksAndMarks = true;
        cells.push(isDoubled ? inside.replaceAll('""', '"') : inside);
        end += 1;
      } else {
        const separator = this.separatorFrom(at);
        const lf = this.lfFrom(at);
        end = Math.min(separator, lf);
        if (end === lf && end > at && text.charCodeAt(end - 1) === CR) end -= 1;
        if (this.markFrom(at) < end) hasMarksInUnquotedCell = true;
        cells.push(text.slice(at, end));
      }
      if (text.startsWith(this.separator, end)) {
        at = end + 1;
        continue;
      }
      const hasCr = text.charCodeAt(end) === CR;
      const lf = hasCr ? end + 1 : end;
      if (lf >= text.length && !this.isLast) return 'unfinished-line';
      const line = this.line;
      this.at = lf + 1;
      this.line = line + breaks + 1;
      this.row = {
        shape: 'row',
        line,
        lastLine: line + breaks,
        cells,
        readAs,
        ending: lf >= text.length ? 'none' : hasCr ? 'crlf' : 'lf',
        hasMarksInUnquotedCell,
        hasUnpairedMarks,
        hasBreaksAndMarks,
      };
      return 'row';
    }
  }

  /** True at a separator, a line end or the end of the text. */
  private endsCell(at: number): boolean {
    if (at >= this.text.length || this.text.startsWith(this.separator, at)) return true;
    const code = this.text.charCodeAt(at);
    if (code === LF) return true;
    return code === CR && (at + 1 >= this.text.length || this.text.charCodeAt(at + 1) === LF);
  }

  private lfFrom(at: number): number {
    if (this.nextLf < at) this.nextLf = this.positionOf('\n', at);
    return this.nextLf;
  }

  private markFrom(at: number): number {
    if (this.nextMark < at) this.nextMark = this.positionOf('"', at);
    return this.nextMark;
  }

  private separatorFrom(at: number): number {
    if (this.nextSeparator < at) this.nextSeparator = this.positionOf(this.separator, at);
    return this.nextSeparator;
  }

  private positionOf(character: string, at: number): number {
    const found = this.text.indexOf(character, at);
    return found < 0 ? this.text.length : found;
  }
}

export const countOf = (text: string, character: string): number => {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
};
