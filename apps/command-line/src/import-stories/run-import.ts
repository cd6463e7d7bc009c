import { setTimeout } from 'node:timers/promises';

import type { Words } from '#web/words/words.js';

import { importApi, importRowsApi, importsApi, setAsideApi } from '../../../story-submission/src/addresses.js';
import { whyWords } from '../../../story-submission/src/use-cases/import-stories/why.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { OperatorClient } from '../operator/operator-client.js';
import { notDone } from '../operator/with-operator.js';
import { showLines } from '../progress/show-lines.js';
import { barParts, showProgress } from '../progress/show-progress.js';
import type { Terminal } from '../terminal.js';
import { isBegun, isImport, type ImportAnswer, type RowAnswer } from './import-answer.js';
import { asJsonDocument, asLines } from './write-report.js';

export interface AskedImport {
  readonly file: AsyncIterable<Uint8Array>;
  readonly programme: string;
  readonly mapping: Readonly<Record<string, unknown>> | null;
  readonly isDryRun: boolean;
  /** Whoever brings the file in has read every story of it for the panels. */
  readonly wasRead: boolean;
  readonly asJson: boolean;
}

const askAgainMs = 100;

/** Sends the file, waits for the end, writes the report. */
export async function runImport(
  client: OperatorClient,
  asked: AskedImport,
  terminal: Terminal,
  words: Words,
): Promise<ExitCode> {
  const complain = (sentence: string): void => void terminal.errors.write(`newid import stories: ${sentence.trim()}\n`);
  const sent = await client.upload(
    importsApi.to(
      { programme: asked.programme },
      { ...(asked.isDryRun ? { dryRun: 'true' } : {}), ...(asked.wasRead ? { wasRead: 'true' } : {}) },
    ),
    asked.file,
    {
      'content-type': 'text/csv',
      ...(asked.mapping === null
        ? {}
        : { 'x-newid-mapping': Buffer.from(JSON.stringify(asked.mapping)).toString('base64') }),
    },
  );
  if (sent.status !== 202) return notDone(terminal, words.language, sent);
  const begun: unknown = JSON.parse(sent.text);
  if (!isBegun(begun)) throw new Error('The server named no import');
  const seen = await ended(client, begun.import, terminal, words);
  if (typeof seen === 'number') {
    complain(words('stopped', { status: String(seen) }));
    return exitCodes.failed;
  }
  const why = whyWords[words.language];
  if (seen.state === 'failed') {
    if (asked.asJson) terminal.output.write(asJsonDocument(seen, [], why));
    complain(words('failed', { why: seen.refusals.map(({ refusal }) => why(refusal)).join(' ') }));
    return exitCodes.badInput;
  }
  const { text } = await client.send('GET', importRowsApi.to(begun));
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RowAnswer);
  // A check from here is not gone on with: its file need not wait.
  if (asked.isDryRun) await client.send('POST', setAsideApi.to(begun));
  terminal.output.write(asked.asJson ? asJsonDocument(seen, rows, why) : asLines(seen, rows, words, why));
  return exitCodes.done;
}

/** The import when it has ended, or the status of an answer that was none. */
async function ended(
  client: OperatorClient,
  id: string,
  terminal: Terminal,
  words: Words,
): Promise<ImportAnswer | number> {
  const progress =
    terminal.screen === undefined
      ? showLines(terminal.errors, (value, total) => words('progress-line', { value, total }))
      : showProgress(terminal, words('progress', barParts));
  try {
    for (;;) {
      const { status, text } = await client.send('GET', importApi.to({ import: id }));
      if (status !== 200) return status;
      const seen: unknown = JSON.parse(text);
      if (!isImport(seen)) throw new Error('The server described no import');
      if (seen.state !== 'running') return seen;
      if (seen.progress !== null) progress.show(seen.progress.rows, seen.progress.of);
      await setTimeout(askAgainMs);
    }
  } finally {
    progress.stop();
  }
}
