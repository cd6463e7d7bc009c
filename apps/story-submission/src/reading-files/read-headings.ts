import type { ImportSource } from './import-source.js';
import { batchesOfRows } from './read-rows.js';
import { RowReader } from './row-reader.js';

/** The first line of a file, and no more of the file than holds it. Undefined: there is none that can be read. */
export async function readHeadings(source: ImportSource): Promise<readonly string[] | undefined> {
  const reader = new RowReader();
  for await (const _ of batchesOfRows(source, reader)) if (reader.header !== null) break;
  return reader.header?.headings;
}
