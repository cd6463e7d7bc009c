import { KeyUnusable } from '#key-vault/key-vault.js';
import { ConfigurationError } from '#service-kit/configuration/configuration.js';
import { StartRefused } from '#service-kit/configuration/start-refused.js';
import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { problemIn } from './in-answer.js';
import { openOperator, type OperatorAnswer, type OperatorClient } from './operator-client.js';

const inBoth = loadWords(import.meta.url, 'operator');

/** Runs work with the operator's client, says which way it went, and gives known causes as one line. */
export async function withOperator(
  terminal: Terminal,
  language: Language,
  work: (client: OperatorClient) => Promise<ExitCode>,
): Promise<ExitCode> {
  let client: OperatorClient;
  try {
    client = await openOperator(terminal.environment, language);
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof StartRefused || error instanceof KeyUnusable))
      throw error;
    terminal.errors.write(`newid: ${error.message}\n`);
    return exitCodes.badInput;
  }
  try {
    terminal.errors.write(`${inBoth[language](client.throughServer ? 'through-server' : 'on-folder')}\n`);
    return await work(client);
  } finally {
    await client.close();
  }
}

const nobody = 401;
const notFound = 404;

/** What was asked was answered with a problem: says which, and how the command ends. */
export function notDone(terminal: Terminal, language: Language, { status, text }: OperatorAnswer): ExitCode {
  if (status === nobody) return notSetUp(terminal, language);
  const words = inBoth[language];
  // The address of a page answers with a page, which is nothing for a terminal.
  const detail = problemIn(text) || (status === notFound ? words('nothing-there') : '');
  const sentence = words('not-done', { status: String(status), detail });
  terminal.errors.write(`newid: ${sentence.trim()}\n`);
  return status < 500 ? exitCodes.badInput : exitCodes.failed;
}

/** The operator speaks for an organisation: before there is one, the door knows nobody. */
export function notSetUp(terminal: Terminal, language: Language): ExitCode {
  terminal.errors.write(`newid: ${inBoth[language]('not-set-up')}\n`);
  return exitCodes.badInput;
}
