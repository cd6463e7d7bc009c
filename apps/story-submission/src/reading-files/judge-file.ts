import type { Verdict } from '../domain/import/imported-story.js';
import { RowJudge } from '../domain/import/judge-row.js';
import type { ProgrammeFacts } from '../domain/import/programme-facts.js';
import type { ImportSource } from './import-source.js';
import { batchesOfRows } from './read-rows.js';
import { RowReader } from './row-reader.js';
import type { FileSurveyed } from './survey-file.js';

/** Second pass, in batches of one block of the file: verdicts in the order of the rows. */
export async function* judgedBatches(
  source: ImportSource,
  file: FileSurveyed,
  programme: ProgrammeFacts,
): AsyncGenerator<readonly Verdict[]> {
  const { columns, repeatedIds, header } = file;
  const judge = new RowJudge({ columns, repeatedIds, usualEnding: header.ending }, programme);
  for await (const rows of batchesOfRows(source, new RowReader())) yield rows.map((row) => judge.judge(row));
}
