import { loadWords } from '#web/words/words.js';

import { exitCodes } from '../exit-codes.js';
import { problemIn, withOperator } from '../operator/with-operator.js';
import type { Subcommand } from '../subcommand.js';

const inBoth = loadWords(import.meta.url, 'report');

interface Options {
  readonly programme: string;
  readonly period: string;
  readonly format: string;
  readonly audience: string;
}

export const reportCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  program
    .command('report')
    .summary(words('summary'))
    .description(words('description'))
    .requiredOption('--programme <id>', words('option-programme'))
    .requiredOption('--period <id>', words('option-period'))
    .option('--format <html|csv|json>', words('option-format'), 'html')
    .option('--audience <audience>', words('option-audience'), 'organisation')
    .action(async ({ programme, period, format, audience }: Options) => {
      const of = `programmes/${encodeURIComponent(programme)}/periods/${encodeURIComponent(period)}/report`;
      const paths: Readonly<Record<string, string>> = {
        html: `/${language}/${of}`,
        csv: `/api/v1/${of}.csv`,
        json: `/api/v1/${of}`,
      };
      const path = Object.hasOwn(paths, format) ? paths[format] : undefined;
      if (path === undefined) {
        terminal.errors.write(`newid: --format: ${words('format-unknown')}\n`);
        ended(exitCodes.badInput);
        return;
      }
      ended(
        await withOperator(terminal, words.language, async (client) => {
          const query = new URLSearchParams({ audience, language }).toString();
          const { status, text } = await client.send('GET', `${path}?${query}`);
          if (status === 200) {
            terminal.output.write(format === 'json' ? `${JSON.stringify(JSON.parse(text), null, 2)}\n` : text);
            return exitCodes.done;
          }
          terminal.errors.write(`newid: ${words('failed', { status: String(status), detail: problemIn(text) })}\n`);
          return status < 500 ? exitCodes.badInput : exitCodes.failed;
        }),
      );
    });
};
