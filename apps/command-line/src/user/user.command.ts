import { loadWords } from '#web/words/words.js';

import { notDone, withOperator } from '../operator/with-operator.js';
import type { OperatorAnswer } from '../operator/operator-client.js';
import type { Subcommand } from '../subcommand.js';
import { exitCodes } from '../exit-codes.js';
import type { AskingPeople } from './asking-people.js';
import { addChanging } from './change-people.js';
import { addLettingIn } from './let-people-in.js';
import { addListing } from './list-people.js';

const inBoth = loadWords(import.meta.url, 'user');

/** People with accounts, for whoever holds the data: above all for the only administrator who cannot sign in any more. */
export const userCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const user = program.command('user').summary(words('summary')).description(words('description'));
  const asking: AskingPeople = {
    terminal,
    words,
    add: (name) =>
      user
        .command(name)
        .summary(words(`summary-${name}`))
        .description(words(`description-${name}`)),
    ask: async (work) => {
      ended(
        await withOperator(terminal, language, async (client) => {
          const answer: OperatorAnswer | undefined = await work(client);
          return answer === undefined ? exitCodes.done : notDone(terminal, language, answer);
        }),
      );
    },
    refused: ({ refusal, field = '' }) => {
      terminal.errors.write(`newid user: ${field}: ${words(refusal)}\n`);
      ended(exitCodes.badInput);
    },
    say: (sentence) => void terminal.output.write(`${sentence}\n`),
  };
  addListing(asking);
  addLettingIn(asking);
  addChanging(asking);
};
