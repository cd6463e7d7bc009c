import { setTimeout } from 'node:timers/promises';

import { underWayApi, type Step, type UnderWay } from '#service-kit/operations/operations.api.js';
import { loadWords } from '#web/words/words.js';
import type { Language } from '#web/language.js';

import { barForEach, type ProgressOfSteps } from '../progress/bar-for-each.js';
import { showLines } from '../progress/show-lines.js';
import type { Terminal } from '../terminal.js';
import type { OperatorAnswer, OperatorClient } from './operator-client.js';

const inBoth = loadWords(import.meta.url, 'while-under-way');
const askAgainMs = 200;

/** Long work that is one request: shows meanwhile how far it is. */
export async function whileUnderWay(
  client: Pick<OperatorClient, 'send'>,
  work: Promise<OperatorAnswer>,
  terminal: Terminal,
  language: Language,
): Promise<OperatorAnswer> {
  const progress = progressOn(terminal, language);
  const over = new AbortController();
  const end = (): void => {
    over.abort();
  };
  work.then(end, end);
  try {
    while (!over.signal.aborted) {
      await setTimeout(askAgainMs, undefined, { signal: over.signal }).catch(() => undefined);
      // What is shown is a courtesy: the work goes on where it cannot be asked for.
      const [step] = over.signal.aborted ? [] : await stepsOf(client).catch((): readonly Step[] => []);
      if (step !== undefined && !over.signal.aborted) {
        progress.show(inBoth[language](step.work, { service: step.service }), step.done, step.of);
      }
    }
    return await work;
  } finally {
    progress.stop();
  }
}

async function stepsOf(client: Pick<OperatorClient, 'send'>): Promise<readonly Step[]> {
  const { status, text } = await client.send('GET', underWayApi.to());
  return status === 200 ? (JSON.parse(text) as UnderWay).steps : [];
}

function progressOn(terminal: Terminal, language: Language): ProgressOfSteps {
  const words = inBoth[language];
  if (terminal.screen !== undefined) return barForEach(terminal, words);
  let now = '';
  const lines = showLines(terminal.errors, (done, of) => words('progress-line', { step: now, done, of }));
  return {
    show: (step, value, total) => {
      now = step;
      lines.show(value, total);
    },
    stop: lines.stop,
  };
}
