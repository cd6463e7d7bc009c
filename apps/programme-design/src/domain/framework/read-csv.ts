export interface CsvLine {
  /** Of the file, from 1, where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * A small file of a few hundred lines (RFC 4180), all at once. The separator is what parts the headings: a comma, or the
 * semicolon that spreadsheets write where a comma parts decimals. Undefined: a quotation mark is never closed.
 */
export function readCsv(text: string): readonly CsvLine[] | undefined {
  const [headings = ''] = text.split(/\r?\n/, 1);
  const separator = headings.split(';').length > headings.split(',').length ? ';' : ',';
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let line = 1;
  let begins = 1;
  const endLine = (): void => {
    lines.push({ line: begins, cells: [...cells, cell] });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\n') line += 1;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      endLine();
      begins = line;
    } else if (sign !== '\r') cell += sign;
  }
  if (isQuoted) return undefined;
  if (cell !== '' || cells.length > 0) endLine();
  return lines.map((each) => ({ ...each, cells: each.cells.map((given) => given.normalize('NFC')) }));
}
