import { StorageUnavailable } from '#event-store/event-store.js';
import { loadWords } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import { isSaidInOneLine, moveWords } from '../move/move.command.js';
import type { Subcommand } from '../subcommand.js';
import { runBackup, runRestore } from './run-backup.js';
import type { TwoPlaces } from './saved-house.js';

const inBoth = loadWords(import.meta.url, 'backup');

/** Two commands, `backup` and `restore`: data and keys in two places, never in one. */
export const backupCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const both = { own: words, ofMove: moveWords[language] };
  const run = async (work: () => Promise<ExitCode>): Promise<void> => {
    try {
      ended(await work());
    } catch (error) {
      if (!isSaidInOneLine(error)) throw error;
      terminal.errors.write(`newid backup: ${error.message}\n`);
      ended(error instanceof StorageUnavailable ? exitCodes.failed : exitCodes.badInput);
    }
  };
  program
    .command('backup')
    .summary(words('summary'))
    .description(words('description'))
    .requiredOption('--data <folder>', words('option-data'))
    .requiredOption('--keys <folder>', words('option-keys'))
    .option('--no-kafka', words('option-no-kafka'))
    .action(({ kafka, ...places }: TwoPlaces & { readonly kafka: boolean }) =>
      run(() => runBackup({ ...places, withoutKafka: !kafka }, terminal, both)),
    );
  program
    .command('restore')
    .summary(words('summary-restore'))
    .description(words('description-restore'))
    .requiredOption('--data <folder>', words('option-data-from'))
    .requiredOption('--keys <folder>', words('option-keys-from'))
    .action((places: TwoPlaces) => run(() => runRestore({ ...places, withoutKafka: true }, terminal, both)));
};
