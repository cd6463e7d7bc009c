import { isRefusal } from '#contracts/shared/refusal.js';
import { StorageUnavailable } from '#event-store/event-store.js';
import { KeyUnusable } from '#key-vault/key-vault.js';
import { KafkaUnusable } from '#messaging/kafka/kafka-settings.js';
import { MongoRefused } from '#mongo/mongo-refused.js';
import { ConfigurationError } from '#service-kit/configuration/configuration.js';
import { StartRefused } from '#service-kit/configuration/start-refused.js';
import { loadWords } from '#web/words/words.js';

import { exitCodes } from '../exit-codes.js';
import type { Subcommand } from '../subcommand.js';
import { placeGiven } from './place.js';
import { runMove } from './run-move.js';

/** A backup of the distributed shape is a move that leaves its source alone, and says the same of it. */
export const moveWords = loadWords(import.meta.url, 'move');

interface Options {
  readonly from: string;
  readonly to: string;
  readonly kafka: boolean;
  readonly json?: boolean;
}

export const moveCommand: Subcommand = (program, terminal, language, ended) => {
  const words = moveWords[language];
  program
    .command('move')
    .summary(words('summary'))
    .description(words('description'))
    .requiredOption('--from <place>', words('option-from'))
    .requiredOption('--to <place>', words('option-to'))
    .option('--no-kafka', words('option-no-kafka'))
    .option('--json', words('option-json'))
    .action(async ({ from: fromGiven, to: toGiven, kafka, json = false }: Options) => {
      const complain = (sentence: string): void => void terminal.errors.write(`newid move: ${sentence}\n`);
      const from = placeGiven(fromGiven, '--from');
      const to = placeGiven(toGiven, '--to');
      for (const place of [from, to]) {
        if (!isRefusal(place)) continue;
        complain(`${place.field ?? ''}: ${words(place.refusal)}`);
        ended(exitCodes.badInput);
        return;
      }
      if (isRefusal(from) || isRefusal(to)) return;
      if (from.shape === to.shape) {
        complain(words('same-shape'));
        ended(exitCodes.badInput);
        return;
      }
      try {
        ended(await runMove({ from, to, withoutKafka: !kafka, asJson: json }, terminal, words));
      } catch (error) {
        if (!isSaidInOneLine(error)) throw error;
        complain(error.message);
        ended(error instanceof StorageUnavailable ? exitCodes.failed : exitCodes.badInput);
      }
    });
};

/** Said in one line by whoever threw it. */
export const isSaidInOneLine = (error: unknown): error is Error =>
  [ConfigurationError, StartRefused, KeyUnusable, KafkaUnusable, MongoRefused, StorageUnavailable].some(
    (known) => error instanceof known,
  );
