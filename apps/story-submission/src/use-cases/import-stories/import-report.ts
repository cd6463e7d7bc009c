import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

import type { SealedFiles } from '#service-kit/files/sealed-files.js';

import type { FileFormat } from '../../domain/import/columns.js';
import type { FileWarning } from '../../domain/import/import-reasons.js';
import type { Verdict } from '../../domain/import/imported-story.js';

/** One line of an import's report: what became of a row. No text of it. */
export interface RowReport {
  readonly line: number;
  readonly lastLine: number;
  readonly externalId: string;
  readonly do: Verdict['do'];
  readonly reason: string;
  readonly field: string | null;
  /** An earlier import had brought it. */
  readonly isAlreadyThere: boolean;
}

/** What is to be said of the file as a whole. Its headings can be anything, so that this is sealed like the rows. */
export interface FileReport {
  readonly format: FileFormat;
  readonly warnings: readonly FileWarning[];
}

export const reportFile = (id: string): string => `report-${id}`;

/** The first line is about the file, each of the others about a row, in the order of the file. */
export const reportLine = (of: RowReport | FileReport): string => `${JSON.stringify(of)}\n`;

export interface ImportReport {
  readonly file: FileReport;
  readonly rows: AsyncIterable<RowReport>;
}

export async function readReport(files: SealedFiles, id: string, organisation: string): Promise<ImportReport> {
  const lines = createInterface({
    input: Readable.from(files.read(reportFile(id), organisation)),
    crlfDelay: Infinity,
  });
  const each = lines[Symbol.asyncIterator]();
  const first = await each.next();
  if (first.done === true) throw new Error('A report has a line about its file');
  return {
    file: JSON.parse(first.value) as FileReport,
    rows: rowsIn({ [Symbol.asyncIterator]: () => each }),
  };
}

async function* rowsIn(lines: AsyncIterable<string>): AsyncIterable<RowReport> {
  for await (const line of lines) yield JSON.parse(line) as RowReport;
}
