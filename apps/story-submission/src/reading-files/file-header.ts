import { RowScanner } from './row-scanner.js';

export type Separator = ',' | ';' | '\t';
const SEPARATORS: readonly Separator[] = [',', ';', '\t'];

export interface FileHeader {
  readonly headings: readonly string[];
  readonly separator: Separator;
  readonly line: number;
  readonly lastLine: number;
  readonly ending: 'lf' | 'crlf' | 'none';
  readonly commentLines: number;
  /** UTF-16 units of the text up to the first row. */
  readonly length: number;
}

/**
 * Finds the header: the first line that is neither blank nor a comment (`;` first) nor a spreadsheet's `sep=;`.
 * Null where the text ends before the header does and more may follow.
 */
export const findHeader = (text: string, isLast: boolean): FileHeader | 'no-header' | null => {
  let at = 0;
  let line = 1;
  let commentLines = 0;
  let declared: Separator | null = null;
  while (at < text.length) {
    const lf = text.indexOf('\n', at);
    if (lf < 0 && !isLast) return null;
    const end = lf < 0 ? text.length : lf;
    const words = text.slice(at, end).trim();
    const separatorLine = /^sep=([,;\t])?$/i.exec(text.slice(at, end).replace(/\r$/, ''));
    if (words === '') {
      // Blank: nothing to say about it.
    } else if (words.startsWith(';')) commentLines += 1;
    else if (separatorLine !== null) declared = SEPARATORS.find((each) => each === separatorLine[1]) ?? null;
    else return headerAt(text, at, line, commentLines, declared, isLast);
    at = end + 1;
    line += 1;
  }
  return isLast ? 'no-header' : null;
};

const headerAt = (
  text: string,
  at: number,
  line: number,
  commentLines: number,
  declared: Separator | null,
  isLast: boolean,
): FileHeader | null => {
  const rest = text.slice(at);
  const separator = declared ?? separatorOf(rest);
  const scanner = new RowScanner(separator);
  scanner.take(rest, isLast);
  const scan = scanner.next('utf-8');
  const { row } = scanner;
  if (scan !== 'row' || row === null) return isLast ? withoutEnd(rest, separator, line, commentLines, at) : null;
  return {
    headings: row.cells,
    separator,
    line,
    lastLine: line + row.lastLine - 1,
    ending: row.ending,
    commentLines,
    length: at + scanner.at,
  };
};

/** A header whose quotation mark is never closed: its first line is shown as the heading, so that columns are found missing. */
const withoutEnd = (
  rest: string,
  separator: Separator,
  line: number,
  commentLines: number,
  at: number,
): FileHeader => ({
  headings: [rest.split('\n', 1)[0] ?? ''],
  separator,
  line,
  lastLine: line,
  ending: 'none',
  commentLines,
  length: at + rest.length,
});

/** The one that comes most often in the header outside quotation marks; a header of one column has none. */
const separatorOf = (text: string): Separator => {
  const counts = new Map<string, number>();
  let isInside = false;
  for (const character of text) {
    if (character === '"') isInside = !isInside;
    else if (character === '\n' && !isInside) break;
    else if (!isInside) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  let best: Separator = ',';
  for (const separator of SEPARATORS) {
    if ((counts.get(separator) ?? 0) > (counts.get(best) ?? 0)) best = separator;
  }
  return best;
};
