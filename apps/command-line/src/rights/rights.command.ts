import { loadWords, type Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { rightsRequestApi, rightsRequestsApi } from '../../../story-submission/src/addresses.js';
import type { RequestListed } from '../../../story-submission/src/rights/request-listed.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { idGiven } from '../operator/id-given.js';
import { notDone, withOperator } from '../operator/with-operator.js';
import type { Subcommand } from '../subcommand.js';
import type { Terminal } from '../terminal.js';
import { addCopying } from './copy-for-teller.js';
import { addWriting } from './write-rights.js';

const inBoth = loadWords(import.meta.url, 'rights');

const states = ['open', 'overdue', 'done'];

interface Options {
  readonly state?: string;
  readonly json?: boolean;
}

/** The register of what people asked about their data. What they wrote is never on a terminal: the page shows it. */
export const rightsCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const rights = program.command('rights').summary(words('summary')).description(words('description'));

  const ask = async (path: string, write: (text: string) => void): Promise<void> => {
    ended(
      await withOperator(terminal, words.language, async (client): Promise<ExitCode> => {
        const answer = await client.send('GET', path);
        if (answer.status !== 200) return notDone(terminal, words.language, answer);
        write(answer.text);
        return exitCodes.done;
      }),
    );
  };

  rights
    .command('list')
    .summary(words('summary-list'))
    .description(words('description-list'))
    .option('--state <open|overdue|done>', words('option-state'), 'open')
    .option('--json', words('option-json'))
    .action(async ({ state = 'open', json = false }: Options) => {
      if (!states.includes(state)) {
        terminal.errors.write(`newid: --state: ${words('state-unknown')}\n`);
        ended(exitCodes.badInput);
        return;
      }
      await ask(rightsRequestsApi.to({}, { state }), (text) => {
        const answer: unknown = JSON.parse(text);
        if (!isList(answer)) throw new Error('The server answered something else');
        if (json) writeJson(terminal, answer);
        else if (answer.items.length === 0) terminal.output.write(`${words(`empty-${state}`)}\n`);
        else for (const request of answer.items) terminal.output.write(`${lineOf(request, words)}\n`);
      });
    });

  rights
    .command('show')
    .summary(words('summary-show'))
    .description(words('description-show'))
    .argument('<request>', words('argument-request'), idGiven)
    .option('--json', words('option-json'))
    .action(async (request: string, { json = false }: Options) => {
      await ask(rightsRequestApi.to({ request }), (text) => {
        const answer: unknown = JSON.parse(text);
        if (!isRequest(answer)) throw new Error('The server answered something else');
        const facts = withoutTexts(answer);
        if (json) writeJson(terminal, facts);
        else terminal.output.write(`${lineOf(facts, words)}\n`);
      });
    });

  addWriting(rights, terminal, words, ended);
  addCopying(rights, terminal, words, ended);
};

const writeJson = (terminal: Terminal, value: unknown): void =>
  void terminal.output.write(`${JSON.stringify(value, null, 2)}\n`);

function lineOf(
  { id, right, reference, receivedOn, dueOn, outcome, closedOn, isOverdue }: RequestListed,
  words: Words,
) {
  const { language } = words;
  const stands = outcome === null ? words(isOverdue ? 'overdue' : 'open') : words(outcome);
  return words('line', {
    ...{ id, stands, reference: reference ?? words('no-story'), right: words(`right-${right}`) },
    received: writeDate(language, receivedOn),
    by: writeDate(language, closedOn ?? dueOn),
  });
}

function withoutTexts(request: RequestListed): RequestListed {
  const texts = new Set(['words', 'because', 'answer']);
  const facts: object = Object.fromEntries(Object.entries(request).filter(([field]) => !texts.has(field)));
  if (!isRequest(facts)) throw new Error('An entry lost what it is');
  return facts;
}

const isRequest = (value: unknown): value is RequestListed =>
  typeof value === 'object' && value !== null && 'right' in value && 'dueOn' in value && 'outcome' in value;
const isList = (value: unknown): value is { readonly items: readonly RequestListed[] } =>
  typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);
