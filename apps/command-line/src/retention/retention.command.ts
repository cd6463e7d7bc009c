import { loadWords, type Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { confirmRetentionApi, retentionApi } from '../../../story-submission/src/addresses.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { idGiven } from '../operator/id-given.js';
import { textIn } from '../operator/in-answer.js';
import type { OperatorClient } from '../operator/operator-client.js';
import { notDone, withOperator } from '../operator/with-operator.js';
import type { Subcommand } from '../subcommand.js';
import type { Terminal } from '../terminal.js';

const inBoth = loadWords(import.meta.url, 'retention');

interface Preview {
  readonly keepMonths: number | null;
  readonly periods: readonly {
    readonly period: string;
    readonly closes: string;
    readonly dueOn: string;
    readonly going: number;
    readonly held: number;
  }[];
  readonly going: readonly { readonly story: string; readonly reference: string }[];
  readonly held: readonly { readonly story: string; readonly reference: string }[];
  readonly lists: readonly { readonly id: string; readonly state: string; readonly stories: number }[];
}

/** What was kept as long as it should be. Counts and ids: no word of a story is on a terminal. */
export const retentionCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const retention = program.command('retention').summary(words('summary')).description(words('description'));

  retention
    .command('preview')
    .summary(words('summary-preview'))
    .description(words('description-preview'))
    .argument('<programme>', words('argument-programme'), idGiven)
    .option('--json', words('option-json'))
    .action(async (programme: string, { json = false }: { readonly json?: boolean }) => {
      ended(
        await withOperator(terminal, words.language, async (client) => {
          const answer = await client.send('GET', retentionApi.to({ programme }));
          if (answer.status !== 200) return notDone(terminal, words.language, answer);
          const found: unknown = JSON.parse(answer.text);
          if (!isPreview(found)) throw new Error('The server answered something else');
          if (json) terminal.output.write(`${JSON.stringify(found, null, 2)}\n`);
          else writePreview(terminal, words, found);
          return exitCodes.done;
        }),
      );
    });

  retention
    .command('run')
    .summary(words('summary-run'))
    .description(words('description-run'))
    .argument('<programme>', words('argument-programme'), idGiven)
    .option('--agree <list>', words('option-agree'), idGiven)
    .action(async (programme: string, { agree }: { readonly agree?: string }) => {
      ended(
        await withOperator(terminal, words.language, (client) =>
          agree === undefined
            ? proposed(client, terminal, words, programme)
            : agreed(client, terminal, words, programme, agree),
        ),
      );
    });
};

async function proposed(
  client: OperatorClient,
  terminal: Terminal,
  words: Words,
  programme: string,
): Promise<ExitCode> {
  const answer = await client.send('POST', retentionApi.to({ programme }), {});
  if (answer.status !== 201) return notDone(terminal, words.language, answer);
  const list = textIn(answer.text, 'list');
  terminal.output.write(`${words('made', { list })}\n${words('made-next')}\n`);
  return exitCodes.done;
}

async function agreed(
  client: OperatorClient,
  terminal: Terminal,
  words: Words,
  programme: string,
  list: string,
): Promise<ExitCode> {
  const answer = await client.send('POST', confirmRetentionApi.to({ programme, list }), {});
  if (answer.status !== 200) return notDone(terminal, words.language, answer);
  terminal.output.write(`${words('agreed')}\n`);
  return exitCodes.done;
}

function writePreview({ output }: Terminal, words: Words, { keepMonths, periods, going, held, lists }: Preview): void {
  const { language } = words;
  const say = (line: string): void => void output.write(`${line}\n`);
  say(keepMonths === null ? words('kept-until-asked') : words('kept', { n: keepMonths }));
  if (periods.length === 0) say(words('nothing'));
  for (const { period, closes, dueOn, going: go, held: stay } of periods) {
    const days = { closed: writeDate(language, closes), due: writeDate(language, dueOn) };
    say(words('period', { period, going: go, held: stay, ...days }));
  }
  for (const { story, reference } of going) say(words('going', { story, reference }));
  for (const { story, reference } of held) say(words('held', { story, reference }));
  for (const { id, stories } of lists.filter(({ state }) => state === 'proposed')) {
    say(words('waits', { list: id, stories }));
  }
}

const isPreview = (value: unknown): value is Preview =>
  typeof value === 'object' && value !== null && 'periods' in value && 'going' in value && 'lists' in value;
