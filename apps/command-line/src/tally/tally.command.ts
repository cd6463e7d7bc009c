import { loadWords } from '#web/words/words.js';
import type { Subcommand } from '../subcommand.js';
import { runTally } from './run-tally.js';

const inBoth = loadWords(import.meta.url, 'tally');

export const tallyCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const lines = ['reads', 'writes', 'refuses'].map((key) => `  ${words(`help-${key}`)}`);
  program
    .command('tally')
    .summary(words('summary'))
    .description(words('description'))
    .usage(words('usage'))
    .addHelpText(
      'after',
      ['', ...lines, '', words('help-example'), '  newid tally < samples/tally/scoring-with-a-decimal-mean.json'].join(
        '\n',
      ),
    )
    .action(async () => {
      ended(await runTally(terminal.input, terminal.output, terminal.errors, words));
    });
};
