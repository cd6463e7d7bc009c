import { loadWords } from '#web/words/words.js';

import { exitCodes } from '../exit-codes.js';
import { idGiven } from '../operator/id-given.js';
import { notDone, withOperator } from '../operator/with-operator.js';
import type { Subcommand } from '../subcommand.js';
import { exportsByName, type Asked, type Ids } from './exports.js';

const inBoth = loadWords(import.meta.url, 'export');

/** Files that pages offer, to standard output. The impact report has a command of its own. */
export const exportCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const exporting = program.command('export').summary(words('summary')).description(words('description'));
  for (const [name, { takes, options = [], address }] of Object.entries(exportsByName)) {
    const command = exporting
      .command(name)
      .summary(words(`summary-${name}`))
      .description(words(`summary-${name}`));
    for (const taken of takes) command.argument(`<${taken}>`, words(`argument-${taken}`), idGiven);
    for (const option of options) command.option(`--${option} <${option}>`, words(`option-${option}`));
    command.action(async () => {
      const ids: Ids = { programme: '', period: '', sitting: '', import: '' };
      const given = Object.fromEntries(takes.map((taken, index) => [taken, command.args[index] ?? '']));
      const asked: Asked = { ...command.opts<Omit<Asked, 'language'>>(), language };
      ended(
        await withOperator(terminal, language, async (client) => {
          const answer = await client.send('GET', address({ ...ids, ...given }, asked));
          if (answer.status !== 200) return notDone(terminal, language, answer);
          terminal.output.write(answer.text);
          return exitCodes.done;
        }),
      );
    });
  }
};
