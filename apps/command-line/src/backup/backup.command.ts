import { KeyUnusable } from '#key-vault/key-vault.js';
import { ConfigurationError } from '#service-kit/configuration.js';
import { loadWords } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Subcommand } from '../subcommand.js';
import { runBackup, runRestore, type TwoPlaces } from './run-backup.js';

const inBoth = loadWords(import.meta.url, 'backup');

/** Two commands, `backup` and `restore`: data and keys in two places, never in one. */
export const backupCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const run = async (work: () => Promise<ExitCode>): Promise<void> => {
    try {
      ended(await work());
    } catch (error) {
      if (!(error instanceof ConfigurationError || error instanceof KeyUnusable)) throw error;
      terminal.errors.write(`newid backup: ${error.message}\n`);
      ended(exitCodes.badInput);
    }
  };
  program
    .command('backup')
    .summary(words('summary'))
    .description(words('description'))
    .requiredOption('--data <folder>', words('option-data'))
    .requiredOption('--keys <folder>', words('option-keys'))
    .action((places: TwoPlaces) => run(() => runBackup(places, terminal, words)));
  program
    .command('restore')
    .summary(words('summary-restore'))
    .description(words('description-restore'))
    .requiredOption('--data <folder>', words('option-data-from'))
    .requiredOption('--keys <folder>', words('option-keys-from'))
    .action((places: TwoPlaces) => run(() => runRestore(places, terminal, words)));
};
