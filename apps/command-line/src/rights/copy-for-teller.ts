import type { Command } from 'commander';

import type { Words } from '#web/words/words.js';

import { copyForTellerFile, identityOfRequestApi, rightsRequestApi } from '../../../story-submission/src/addresses.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { idGiven } from '../operator/id-given.js';
import { textIn } from '../operator/in-answer.js';
import { notDone, withOperator } from '../operator/with-operator.js';
import type { Terminal } from '../terminal.js';
import { openNewFile } from './new-file.js';

const formats = ['text', 'json'];

interface Asked {
  readonly by: string;
  readonly to: string;
  readonly format: string;
}

/** What is held of somebody who asked without a code: into a file that only its owner reads, and never on a terminal. */
export function addCopying(rights: Command, terminal: Terminal, words: Words, ended: (code: ExitCode) => void): void {
  const { language } = words;
  const notKept = (file: string): ExitCode => {
    terminal.errors.write(`newid: --to: ${words('not-kept', { file })}\n`);
    return exitCodes.badInput;
  };
  rights
    .command('copy')
    .summary(words('summary-copy'))
    .description(words('description-copy'))
    .argument('<request>', words('argument-request'), idGiven)
    .requiredOption('--by <known|document|contact|trusted>', words('option-by'))
    .requiredOption('--to <file>', words('option-to'))
    .option('--format <text|json>', words('option-format'), 'text')
    .action(async (request: string, { by, to, format }: Asked) => {
      if (!formats.includes(format)) {
        terminal.errors.write(`newid: --format: ${words('format-unknown')}\n`);
        ended(exitCodes.badInput);
        return;
      }
      ended(
        await withOperator(terminal, language, async (client) => {
          // Before anything is recorded: what cannot be kept is not given either.
          const file = openNewFile(to);
          if (file === undefined) return notKept(to);
          let isKept = false;
          try {
            const checked = await client.send('POST', identityOfRequestApi.to({ request }), { how: by });
            if (checked.status !== 200) return notDone(terminal, language, checked);
            const entry = await client.send('GET', rightsRequestApi.to({ request }));
            if (entry.status !== 200) return notDone(terminal, language, entry);
            const story = textIn(entry.text, 'story');
            const copy = await client.send('GET', copyForTellerFile.to({ language, story, request, format }));
            if (copy.status !== 200) return notDone(terminal, language, copy);
            isKept = file.write(copy.text);
          } finally {
            file.close();
            if (!isKept) file.remove();
          }
          if (!isKept) return notKept(to);
          terminal.output.write(`${words('copied', { file: to })}\n`);
          return exitCodes.done;
        }),
      );
    });
}
