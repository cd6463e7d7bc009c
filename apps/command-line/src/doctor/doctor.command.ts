import { loadWords } from '#web/words/words.js';

import { exitCodes } from '../exit-codes.js';
import type { Subcommand } from '../subcommand.js';
import { isWrong, type Finding } from './finding.js';
import { runDoctor } from './run-doctor.js';

const inBoth = loadWords(import.meta.url, 'doctor');

interface Options {
  readonly data?: string;
  readonly keys?: string;
  readonly json?: boolean;
}

/** Whether this installation is well, line by line, and what to do about what is not. Says nothing of anybody. */
export const doctorCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  program
    .command('doctor')
    .summary(words('summary'))
    .description(words('description'))
    .option('--data <folder>', words('option-data'))
    .option('--keys <folder>', words('option-keys'))
    .option('--json', words('option-json'))
    .action(async ({ data, keys, json = false }: Options) => {
      if ((data === undefined) !== (keys === undefined)) {
        terminal.errors.write(`newid doctor: ${words('two-places')}\n`);
        ended(exitCodes.badInput);
        return;
      }
      const backup = data === undefined || keys === undefined ? undefined : { data, keys };
      const findings: Finding[] = [];
      for await (const finding of runDoctor({ environment: terminal.environment, language, backup })) {
        findings.push(finding);
        if (!json) terminal.output.write(`${words(finding.state)}: ${words(finding.found, finding.values)}\n`);
      }
      const bad = findings.filter(isWrong).length;
      if (json) {
        const told = findings.map(({ state, found, values }) => ({ state, found, values, says: words(found, values) }));
        terminal.output.write(`${JSON.stringify({ isWell: bad === 0, findings: told }, null, 2)}\n`);
      } else terminal.output.write(`${bad === 0 ? words('all-well') : words('not-well', { wrong: bad })}\n`);
      ended(bad === 0 ? exitCodes.done : exitCodes.failed);
    });
};
