import { isUtf8 } from 'node:buffer';
import type { FileRow } from '../domain/import/file-row.js';
import { decode } from './decode-bytes.js';
import { findHeader, type FileHeader } from './file-header.js';
import { RowScanner } from './row-scanner.js';
import { rowNotRead, UnreadLines } from './unread-lines.js';

/** Bytes kept of one row at most: several times what the longest story and the longest reason for it can take. */
export const LARGEST_ROW = 4 * 1024 * 1024;
/** Below this, scanning an unfinished row again costs less than reckoning when to. */
const SMALL = 64 * 1024;
const LF = 10;
const NO_BYTES = Buffer.alloc(0);

export type FileProblem = 'header-missing' | 'file-is-a-workbook' | 'file-is-utf-16';

/** How far a block was read: in characters, and what stands after that. */
interface ReadTo {
  readonly at: number;
  readonly rest: 'nothing' | 'unfinished-line' | 'unfinished-quotation';
}

/**
 * Bytes to rows, block by block. `take` what comes, then `end`; each gives the rows that are whole by then. Memory
 * holds one block and one unfinished row, LARGEST_ROW at most.
 */
export class RowReader {
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  /** An unfinished row is scanned again only once as much has come as it held: else long cells cost their square. */
  private scanAgainAt = 4;
  private hasStarted = false;
  private scanner = new RowScanner(',');
  private unreadLines: UnreadLines | null = null;
  private isSkippingLine = false;

  header: FileHeader | null = null;
  /** Once set, nothing more is read. */
  problem: FileProblem | null = null;
  hasByteOrderMark = false;
  /** Line at which a quotation mark opened that was never closed. */
  neverClosedLine: number | null = null;

  take(chunk: Buffer): FileRow[] {
    if (this.problem !== null) return [];
    if (this.unreadLines !== null) return this.unreadLines.take(chunk);
    const bytes = this.isSkippingLine ? this.afterSkippedLine(chunk) : chunk;
    if (bytes.length > 0) this.pending.push(bytes);
    this.pendingBytes += bytes.length;
    return this.pendingBytes < this.scanAgainAt ? [] : this.read(false);
  }

  end(): FileRow[] {
    if (this.problem !== null) return [];
    if (this.unreadLines !== null) return this.unreadLines.end();
    const rows = this.read(true);
    if (this.header === null) this.problem ??= 'header-missing';
    return rows;
  }

  private read(isLast: boolean): FileRow[] {
    const bytes = this.start(this.pending.length === 1 ? (this.pending[0] ?? NO_BYTES) : Buffer.concat(this.pending));
    if (this.problem !== null) return [];
    const rows: FileRow[] = [];
    // Blocks are cut at a line end, so that no character is decoded in halves.
    const whole = isLast ? bytes : bytes.subarray(0, bytes.lastIndexOf(LF) + 1);
    const isAllUtf8 = isUtf8(whole);
    // Latin-1 gives every byte a place of its own: rows are found in it, and each is then decoded from its bytes.
    const text = whole.toString(isAllUtf8 ? 'utf8' : 'latin1');
    const { at, rest } = this.readText(text, isAllUtf8 ? null : whole, isLast, rows);
    const bytesUsed = isAllUtf8 ? whole.length - Buffer.byteLength(at === 0 ? text : text.slice(at)) : at;
    this.keepFor(bytes.subarray(bytesUsed), rest, isLast, rows);
    return rows;
  }

  private start(bytes: Buffer): Buffer {
    if (this.hasStarted) return bytes;
    this.hasStarted = true;
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04) {
      this.problem = 'file-is-a-workbook';
    }
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      this.problem = 'file-is-utf-16';
    }
    this.hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return this.hasByteOrderMark ? bytes.subarray(3) : bytes;
  }

  /** @param bytes of the text, one for each of its characters, where they are not all UTF-8 */
  private readText(text: string, bytes: Buffer | null, isLast: boolean, rows: FileRow[]): ReadTo {
    let from = 0;
    if (this.header === null) {
      const header = findHeader(text, isLast);
      if (header === 'no-header') return { at: text.length, rest: 'nothing' };
      if (header === null) return { at: 0, rest: 'unfinished-line' };
      from = header.length;
      this.header = bytes === null ? header : decodedHeader(header);
      this.scanner = new RowScanner(header.separator);
      this.scanner.line = header.lastLine + 1;
    }
    const { scanner } = this;
    scanner.take(from === 0 ? text : text.slice(from), isLast);
    for (;;) {
      const { at } = scanner;
      const scan = scanner.next('utf-8');
      if (scan === null) return { at: text.length, rest: 'nothing' };
      if (scan === 'unfinished-line' || scan === 'unfinished-quotation') return { at: from + at, rest: scan };
      if (scan === 'blank' || scanner.row === null) continue;
      rows.push(
        bytes === null
          ? scanner.row
          : decodedRow(scanner.row, bytes.subarray(from + at, from + scanner.at), this.header?.separator ?? ','),
      );
    }
  }

  private keepFor(bytes: Buffer, rest: ReadTo['rest'], isLast: boolean, rows: FileRow[]): void {
    const isTooLarge = bytes.length > LARGEST_ROW;
    if (isTooLarge && this.header === null) this.problem = 'header-missing';
    if (bytes.length > 0 && (isLast || isTooLarge) && this.header !== null) {
      this.giveUp(bytes, rest, isLast, rows);
      return;
    }
    // A copy: a piece of a block would keep the whole block in memory.
    this.pending = bytes.length === 0 ? [] : [Buffer.from(bytes)];
    this.pendingBytes = bytes.length;
    this.scanAgainAt = bytes.length < SMALL ? 0 : Math.min(bytes.length * 2, LARGEST_ROW + 1);
  }

  /** The row in hand will never be whole: its mark is not closed, or it is larger than is kept. */
  private giveUp(bytes: Buffer, rest: ReadTo['rest'], isLast: boolean, rows: FileRow[]): void {
    const { scanner } = this;
    this.pending = [];
    this.pendingBytes = 0;
    this.scanAgainAt = 0;
    scanner.take(bytes.toString('latin1'), false);
    if (rest === 'unfinished-quotation' || scanner.next('utf-8') === 'unfinished-quotation') {
      this.neverClosedLine = scanner.line;
      this.unreadLines = new UnreadLines(scanner.line, this.header?.separator ?? ',');
      rows.push(...this.unreadLines.take(bytes));
      if (isLast) rows.push(...this.unreadLines.end());
      return;
    }
    const line = scanner.line;
    for (let lf = bytes.indexOf(LF); lf >= 0; lf = bytes.indexOf(LF, lf + 1)) scanner.line += 1;
    rows.push(rowNotRead('too-large', line, scanner.line, [], 'utf-8'));
    this.isSkippingLine = true;
  }

  private afterSkippedLine(chunk: Buffer): Buffer {
    const lf = chunk.indexOf(LF);
    if (lf < 0) return NO_BYTES;
    this.isSkippingLine = false;
    this.scanner.line += 1;
    return chunk.subarray(lf + 1);
  }
}

/** Cut again after decoding: in Windows-1252 as in UTF-8 the marks, separators and line ends are the same bytes. */
const decodedRow = (row: FileRow, bytes: Buffer, separator: string): FileRow => {
  const { text, readAs } = decode(bytes);
  const scanner = new RowScanner(separator);
  scanner.line = row.line;
  scanner.take(text, true);
  scanner.next(readAs);
  return scanner.row ?? row;
};

const decodedHeader = (header: FileHeader): FileHeader => ({
  ...header,
  headings: header.headings.map((heading) => decode(Buffer.from(heading, 'latin1')).text),
});
