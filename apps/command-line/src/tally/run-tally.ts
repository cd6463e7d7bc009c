import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Words } from '#web/words/words.js';
import { readTallyDocument } from '../../../panel-review/src/domain/tally/read-tally-document.js';
import { tally } from '../../../panel-review/src/domain/tally/tally.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { readJson } from './read-json.js';
import { writeNote } from './write-note.js';
import { writeTally } from './write-tally.js';

/**
 * Counts the tally document on `input` and writes the result to `output` as JSON. Bad input is told on `errors`,
 * its field first, and nothing is written.
 */
export async function runTally(
  input: Terminal['input'],
  output: Terminal['output'],
  errors: Terminal['errors'],
  words: Words,
): Promise<ExitCode> {
  const say = (refusal: Refusal): void => {
    const where = refusal.field === undefined || refusal.field === '' ? words('whole-document') : refusal.field;
    errors.write(`newid tally: ${where}: ${words(refusal.refusal, refusal.details)}\n`);
  };
  let json: { readonly value: unknown } | Refusal;
  try {
    json = await readJson(input);
  } catch {
    say(refuse('input-unreadable'));
    return exitCodes.failed;
  }
  const document = isRefusal(json) ? json : readTallyDocument(json.value);
  if (isRefusal(document)) {
    say(document);
    return exitCodes.badInput;
  }
  const { notes, ...counted } = tally(document);
  output.write(writeTally({ ...counted, notes: notes.map((note) => writeNote(note, words)) }, document.stories));
  return exitCodes.done;
}
