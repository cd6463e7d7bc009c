/** One row of a file as it was read: cells of text, and what the reading noticed. */
export interface FileRow {
  /**
   * `row`: cells to judge. `never-closed`: a quotation mark opened in it and the file ended first. `swallowed`: a line
   * inside that mark. `too-large`: beyond what is kept in memory.
   */
  readonly shape: 'row' | 'never-closed' | 'swallowed' | 'too-large';
  /** Physical lines, counted by LF from 1, comments and header included. */
  readonly line: number;
  readonly lastLine: number;
  readonly cells: readonly string[];
  readonly readAs: 'utf-8' | 'windows-1252';
  readonly ending: 'lf' | 'crlf' | 'none';
  /** A quotation mark inside a cell that does not begin with one: part of the text. */
  readonly hasMarksInUnquotedCell: boolean;
  /** A quoted cell went on after a mark that was not doubled, so where the cell ends is a guess. */
  readonly hasUnpairedMarks: boolean;
  /** A quoted cell holds both a line break and a doubled quotation mark. */
  readonly hasBreaksAndMarks: boolean;
}
