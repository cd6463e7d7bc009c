import type { FileRow } from '../domain/import/file-row.js';
import type { ImportSource } from './import-source.js';
import type { RowReader } from './row-reader.js';

/** The rows of a file in batches, one for each block read; `reader` knows the header once the first batch is out. */
export async function* batchesOfRows(source: ImportSource, reader: RowReader): AsyncGenerator<readonly FileRow[]> {
  for await (const chunk of source.open()) {
    const rows = reader.take(chunk);
    if (reader.problem !== null) return;
    if (rows.length > 0) yield rows;
  }
  const rows = reader.end();
  if (rows.length > 0) yield rows;
}
