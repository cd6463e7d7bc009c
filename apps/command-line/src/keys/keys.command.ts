import { KeyUnusable } from '#key-vault/key-vault.js';
import { ConfigurationError } from '#service-kit/configuration/configuration.js';
import { loadWords } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Subcommand } from '../subcommand.js';
import { keyPlaces, type KeyPlaces } from './key-places.js';
import { runJoin } from './run-join.js';
import { runRotate } from './run-rotate.js';
import { runSplit } from './run-split.js';

const inBoth = loadWords(import.meta.url, 'keys');

/** The master key: turned, split for escrow, joined again. Works beside services that run, and without them. */
export const keysCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const keys = program.command('keys').summary(words('summary')).description(words('description'));

  const run = async (work: (places: KeyPlaces) => Promise<ExitCode>): Promise<void> => {
    try {
      ended(await work(keyPlaces(terminal.environment)));
    } catch (error) {
      if (!(error instanceof ConfigurationError || error instanceof KeyUnusable)) throw error;
      terminal.errors.write(`newid keys: ${error.message}\n`);
      ended(exitCodes.badInput);
    }
  };

  keys
    .command('rotate')
    .summary(words('summary-rotate'))
    .description(words('description-rotate'))
    .action(() => run((places) => runRotate(places, terminal, words)));

  keys
    .command('split')
    .summary(words('summary-split'))
    .description(words('description-split'))
    .requiredOption('--to <folder>', words('option-split-to'))
    .action(({ to }: { readonly to: string }) => run((places) => runSplit(to, places, terminal, words)));

  keys
    .command('join')
    .summary(words('summary-join'))
    .description(words('description-join'))
    .argument('[share...]', words('argument-join'))
    .requiredOption('--to <file>', words('option-join-to'))
    .action((shares: readonly string[], { to }: { readonly to: string }) =>
      run((places) => runJoin({ shares, to }, places, terminal, words)),
    );
};
