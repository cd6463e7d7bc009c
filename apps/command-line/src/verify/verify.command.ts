import { loadWords } from '#web/words/words.js';
import { verificationsApi, type Verification } from '#service-kit/operations/operations.api.js';

import { exitCodes } from '../exit-codes.js';
import { problemIn } from '../operator/in-answer.js';
import { notSetUp, withOperator } from '../operator/with-operator.js';
import { whileUnderWay } from '../operator/while-under-way.js';
import type { Subcommand } from '../subcommand.js';

const inBoth = loadWords(import.meta.url, 'verify');
const notFound = 404;

export const verifyCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  program
    .command('verify')
    .summary(words('summary'))
    .description(words('description'))
    .option('--json', words('option-json'))
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      ended(
        await withOperator(terminal, language, async (client) => {
          const work = client.send('POST', verificationsApi.to());
          const { status, text } = await (json ? work : whileUnderWay(client, work, terminal, language));
          if (status === notFound) return notSetUp(terminal, language);
          if (status !== 200) {
            terminal.errors.write(`newid: ${words('failed', { detail: problemIn(text) })}\n`);
            return exitCodes.failed;
          }
          const answer: unknown = JSON.parse(text);
          if (!isVerification(answer)) throw new Error('The server answered no verification');
          if (json) terminal.output.write(`${JSON.stringify(answer, null, 2)}\n`);
          else {
            for (const { service, commits, flaws } of answer.services) {
              terminal.output.write(
                `${words('service', { service, commits: String(commits), flaws: String(flaws.length) })}\n`,
              );
              for (const flaw of flaws) terminal.output.write(`  ${JSON.stringify(flaw)}\n`);
            }
            terminal.output.write(`${words(answer.isWhole ? 'whole' : 'not-whole')}\n`);
          }
          return answer.isWhole ? exitCodes.done : exitCodes.failed;
        }),
      );
    });
};

const isVerification = (value: unknown): value is Verification =>
  typeof value === 'object' && value !== null && 'isWhole' in value && 'services' in value;
