import { loadWords } from '#web/words/words.js';

import { reportApi, reportCsvApi, reportHtmlApi } from '../../../impact-reporting/src/addresses.js';
import { exitCodes } from '../exit-codes.js';
import { idGiven } from '../operator/id-given.js';
import { notDone, withOperator } from '../operator/with-operator.js';
import type { Subcommand } from '../subcommand.js';

const inBoth = loadWords(import.meta.url, 'report');

const addressOf = { html: reportHtmlApi, csv: reportCsvApi, json: reportApi };
const isFormat = (format: string): format is keyof typeof addressOf => Object.hasOwn(addressOf, format);

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
    .requiredOption('--programme <id>', words('option-programme'), idGiven)
    .requiredOption('--period <id>', words('option-period'), idGiven)
    .option('--format <html|csv|json>', words('option-format'), 'html')
    .option('--audience <audience>', words('option-audience'), 'organisation')
    .action(async ({ programme, period, format, audience }: Options) => {
      if (!isFormat(format)) {
        terminal.errors.write(`newid: --format: ${words('format-unknown')}\n`);
        ended(exitCodes.badInput);
        return;
      }
      ended(
        await withOperator(terminal, language, async (client) => {
          const path = addressOf[format].to({ programme, period }, { audience, language });
          const answer = await client.send('GET', path);
          if (answer.status !== 200) return notDone(terminal, language, answer);
          const { text } = answer;
          terminal.output.write(format === 'json' ? `${JSON.stringify(JSON.parse(text), null, 2)}\n` : text);
          return exitCodes.done;
        }),
      );
    });
};
