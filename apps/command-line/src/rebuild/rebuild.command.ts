import { loadWords } from '#web/words/words.js';
import { rebuildsApi, type Rebuild } from '#service-kit/operations/operations.api.js';

import { exitCodes } from '../exit-codes.js';
import { problemIn } from '../operator/in-answer.js';
import { notSetUp, withOperator } from '../operator/with-operator.js';
import { whileUnderWay } from '../operator/while-under-way.js';
import type { Subcommand } from '../subcommand.js';

const inBoth = loadWords(import.meta.url, 'rebuild');
const notFound = 404;

export const rebuildCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  program
    .command('rebuild')
    .summary(words('summary'))
    .description(words('description'))
    .option('--json', words('option-json'))
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      ended(
        await withOperator(terminal, language, async (client) => {
          const work = client.send('POST', rebuildsApi.to());
          const { status, text } = await (json ? work : whileUnderWay(client, work, terminal, language));
          if (status === notFound) return notSetUp(terminal, language);
          if (status !== 200) {
            terminal.errors.write(`newid: ${words('failed', { detail: problemIn(text) })}\n`);
            return exitCodes.failed;
          }
          const answer: unknown = JSON.parse(text);
          if (!isRebuild(answer)) throw new Error('The server answered no rebuild');
          if (json) terminal.output.write(`${JSON.stringify(answer, null, 2)}\n`);
          else {
            for (const { service, readModel, before, after } of answer.readModels) {
              const same = words(before === after ? 'same' : 'different');
              terminal.output.write(`${words('read-model', { service, readModel, same })}\n`);
            }
          }
          return answer.isSame ? exitCodes.done : exitCodes.failed;
        }),
      );
    });
};

const isRebuild = (value: unknown): value is Rebuild =>
  typeof value === 'object' && value !== null && 'isSame' in value && 'readModels' in value;
