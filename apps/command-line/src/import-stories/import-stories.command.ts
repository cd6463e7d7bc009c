import { loadWords } from '#web/words/words.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';

import { withOperator } from '../operator/with-operator.js';
import { exitCodes } from '../exit-codes.js';
import type { Subcommand } from '../subcommand.js';
import { openFile, readMappingFile } from './read-given.js';
import { runImport } from './run-import.js';

const inBoth = loadWords(import.meta.url, 'import-stories');

interface Options {
  readonly programme: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly readByMe?: boolean;
  readonly json?: boolean;
}

export const importCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  program
    .command('import')
    .summary(words('summary'))
    .description(words('summary'))
    .command('stories')
    .summary(words('summary-stories'))
    .description(words('description'))
    .argument('<file>', words('argument-file'))
    .requiredOption('--programme <id>', words('option-programme'))
    .option('--mapping <file>', words('option-mapping'))
    .option('--dry-run', words('option-dry-run'))
    .option('--read-by-me', words('option-read-by-me'))
    .option('--json', words('option-json'))
    .action(async (path: string, { programme, mapping, dryRun = false, readByMe = false, json = false }: Options) => {
      const file = openFile(path);
      const chosen = mapping === undefined ? null : readMappingFile(mapping);
      for (const given of [file, chosen, programmeGiven(programme)]) {
        if (given === null || !isRefusal(given)) continue;
        const { refusal, field = '', details = {} } = given;
        terminal.errors.write(`newid import stories: ${field}: ${words(refusal, details)}\n`);
        ended(refusal === 'file-unreadable' ? exitCodes.failed : exitCodes.badInput);
        return;
      }
      if (isRefusal(file) || (chosen !== null && isRefusal(chosen))) return;
      const asked = { file, programme, mapping: chosen, isDryRun: dryRun, wasRead: readByMe, asJson: json };
      ended(await withOperator(terminal, words.language, (client) => runImport(client, asked, terminal, words)));
    });
};

/** What cannot stand in an address names no programme. */
const programmeGiven = (id: string): Refusal | null =>
  ['', '.', '..'].includes(id) ? refuse('programme-missing', '--programme') : null;
