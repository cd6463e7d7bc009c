import type { Language } from '#web/language.js';
import type { Words } from '#web/words/words.js';

import { confirmRequestApi, rightsRequestApi } from '../../../story-submission/src/addresses.js';
import { needsSecondPerson } from '../../../story-submission/src/domain/rights-request/rights-request.js';
import { erasingSaid, goingSaid } from '../../../story-submission/src/rights/erasing-said.js';
import type { RequestListed } from '../../../story-submission/src/rights/request-listed.js';
import type { WouldGo } from '../../../story-submission/src/rights/would-go.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { OperatorClient } from '../operator/operator-client.js';
import { notDone } from '../operator/with-operator.js';
import type { Terminal } from '../terminal.js';

type Standing = Pick<RequestListed, 'right' | 'isOpen' | 'enteredBy' | 'contributor'> & {
  readonly wouldGo: WouldGo | null;
};

/**
 * The second of two: says what will be destroyed, and asks. Whoever is not at a terminal has to have said yes before:
 * a script must not erase by answering a question it never saw.
 */
export async function confirmErasing(
  client: OperatorClient,
  { request, saidYes }: { readonly request: string; readonly saidYes: boolean },
  terminal: Terminal,
  words: Words,
): Promise<ExitCode> {
  const { language } = words;
  const found = await client.send('GET', rightsRequestApi.to({ request }));
  if (found.status !== 200) return notDone(terminal, language, found);
  const { right, isOpen, enteredBy } = standingIn(found.text);
  const complain = (key: string): ExitCode => {
    terminal.errors.write(`newid erase: ${words(key)}\n`);
    return exitCodes.badInput;
  };
  // What cannot be confirmed is refused by the service itself, with its reason.
  if (isOpen && needsSecondPerson(right)) {
    if (enteredBy === 'operator') return complain('by-another');
    for (const sentence of goingOf(found.text, language)) terminal.errors.write(`${sentence}\n`);
    if (!saidYes && terminal.isInteractive !== true) return complain('not-a-terminal');
    if (!saidYes && !(await agreed(terminal, words))) return complain('left-as-it-is');
  }
  const answer = await client.send('POST', confirmRequestApi.to({ request }), {});
  if (answer.status >= 400) return notDone(terminal, language, answer);
  terminal.output.write(`${words('erased')}\n`);
  return exitCodes.done;
}

async function agreed({ input, errors }: Terminal, words: Words): Promise<boolean> {
  errors.write(words('ask', { answer: words('answer') }));
  let typed = '';
  for await (const part of input) {
    typed += Buffer.from(part).toString('utf8');
    if (typed.includes('\n')) break;
  }
  return typed.split('\n')[0]?.trim() === words('answer');
}

/** What goes when an entry of the register is confirmed, from what the register answers. */
export function goingOf(answer: string, language: Language): readonly string[] {
  const { right, contributor, wouldGo } = standingIn(answer);
  return [...goingSaid(wouldGo ?? undefined, language), erasingSaid(right, contributor !== undefined, language)];
}

function standingIn(answer: string): Standing {
  const standing: unknown = JSON.parse(answer);
  if (!isStanding(standing)) throw new Error('The server answered something else');
  return standing;
}

const isStanding = (value: unknown): value is Standing =>
  typeof value === 'object' && value !== null && 'right' in value && 'isOpen' in value && 'wouldGo' in value;
