import type { Words } from '#web/words/words.js';

import type { ImportAnswer, RowAnswer } from './import-answer.js';

/** For people: a line for each row in the order of the file, then the sum. */
export function asLines(seen: ImportAnswer, rows: readonly RowAnswer[], words: Words, why: Words): string {
  const { counts, file } = seen;
  if (counts === null) throw new Error('An import that has ended has counts');
  const { acceptedWithWarning: warned, ...others } = counts;
  const lines = [
    ...(file?.warnings ?? []).map(({ reason, details }) => words('file-noticed', { why: why(reason, details) })),
    ...rows.map((row) => rowLine(row, words, why)),
    words(seen.isDryRun ? 'summed-up-dry' : 'summed-up', { ...others, warned }),
  ];
  return `${lines.join('\n')}\n`;
}

function rowLine({ line, do: fate, reason, isAlreadyThere }: RowAnswer, words: Words, why: Words): string {
  const at = { line: String(line), why: why(reason) };
  if (fate === 'reject') return words('row-rejected', at);
  if (isAlreadyThere) return words('row-already-there', at);
  return words(fate === 'accept' ? 'row-accepted' : 'row-warned', at);
}

/** For machines: reasons by name, with the sentence beside. */
export function asJsonDocument(seen: ImportAnswer, rows: readonly RowAnswer[], why: Words): string {
  const { id, isDryRun, state, counts, refusals, file } = seen;
  const document = {
    ...{ import: id, isDryRun, state, format: file?.format ?? null, counts },
    refusals: refusals.map((each) => ({ ...each, why: why(each.refusal) })),
    fileWarnings: (file?.warnings ?? []).map(({ reason, details }) => ({
      reason,
      why: why(reason, details),
    })),
    rows: rows.map((row) => ({ ...row, why: why(row.reason) })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
