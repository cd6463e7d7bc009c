import type { MoveRefused, Waits } from '#service-kit/moving/move-refused.js';
import type { Words } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

const isOfTheMachine: ReadonlySet<MoveRefused['because']> = new Set(['not-held', 'not-the-same', 'source-flawed']);

/** With the words of the move, in the name of the command that was given. */
export function sayRefused(command: string, error: MoveRefused, terminal: Terminal, words: Words): ExitCode {
  terminal.errors.write(`newid ${command}: ${words(`refused-${error.because}`, error.values)}\n`);
  for (const waits of error.waiting) terminal.errors.write(`  ${waitingLine(waits, words)}\n`);
  if (error.waiting.length > 0) terminal.errors.write(`${words('how-to-drain')}\n`);
  return isOfTheMachine.has(error.because) ? exitCodes.failed : exitCodes.badInput;
}

function waitingLine(waits: Waits, words: Words): string {
  const { service } = waits;
  if (waits.kind === 'follower') {
    return words('waits-follower', { service, follower: waits.follower, commits: String(waits.commits) });
  }
  return words(`waits-${waits.kind}`, { service, topic: waits.topic, messages: String(waits.messages) });
}
