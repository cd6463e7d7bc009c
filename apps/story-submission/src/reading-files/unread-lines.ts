import type { FileRow } from '../domain/import/file-row.js';
import { decode } from './decode-bytes.js';

/** Bytes of a line that are looked at for its first cell, which is all that is shown of it. */
const SHOWN = 1_000;
const LF = 10;

export const rowNotRead = (
  shape: FileRow['shape'],
  line: number,
  lastLine: number,
  cells: readonly string[],
  readAs: FileRow['readAs'],
): FileRow => ({
  shape,
  line,
  lastLine,
  cells,
  readAs,
  ending: 'none',
  hasMarksInUnquotedCell: false,
  hasUnpairedMarks: false,
  hasBreaksAndMarks: false,
});

/**
 * The row in which a quotation mark opened that is never closed, and after it every line to the end of the file:
 * none of them is read as a story, and each is reported.
 */
export class UnreadLines {
  private start = Buffer.alloc(0);
  private shape: FileRow['shape'] = 'never-closed';

  constructor(
    private line: number,
    private readonly separator: string,
  ) {}

  take(bytes: Buffer): FileRow[] {
    const rows: FileRow[] = [];
    let at = 0;
    for (let lf = bytes.indexOf(LF); lf >= 0; lf = bytes.indexOf(LF, at)) {
      this.add(bytes.subarray(at, lf));
      this.endLine(rows);
      at = lf + 1;
    }
    this.add(bytes.subarray(at));
    return rows;
  }

  end(): FileRow[] {
    const rows: FileRow[] = [];
    this.endLine(rows);
    return rows;
  }

  private add(bytes: Buffer): void {
    if (this.start.length < SHOWN && bytes.length > 0)
      this.start = Buffer.concat([this.start, bytes.subarray(0, SHOWN)]);
  }

  private endLine(rows: FileRow[]): void {
    const { text, readAs } = decode(this.start);
    if (text.trim() !== '') {
      const firstCell = text.replace(/\r$/, '').split(this.separator, 1);
      rows.push(rowNotRead(this.shape, this.line, this.line, firstCell, readAs));
      this.shape = 'swallowed';
    }
    this.line += 1;
    this.start = Buffer.alloc(0);
  }
}
