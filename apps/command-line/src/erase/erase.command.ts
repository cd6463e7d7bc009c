import { loadWords } from '#web/words/words.js';

import { rightsRequestApi, rightsRequestsApi } from '../../../story-submission/src/addresses.js';
import { exitCodes } from '../exit-codes.js';
import { idGiven } from '../operator/id-given.js';
import { textIn } from '../operator/in-answer.js';
import { notDone, withOperator } from '../operator/with-operator.js';
import type { Subcommand } from '../subcommand.js';
import { confirmErasing, goingOf } from './confirm-erasing.js';

export const eraseWords = loadWords(import.meta.url, 'erase');

const rightOf = { story: 'erase-story', person: 'erase-person' } as const;

interface Asked {
  readonly received: string;
  readonly how: string;
}

/** The short way to the register of rights: one enters an erasure, another confirms it. The operator is one person. */
export const eraseCommand: Subcommand = (program, terminal, language, ended) => {
  const words = eraseWords[language];
  const erase = program.command('erase').summary(words('summary')).description(words('description'));

  for (const what of ['story', 'person'] as const) {
    erase
      .command(what)
      .summary(words(`summary-${what}`))
      .description(words(`description-${what}`))
      .argument('<reference>', words('argument-reference'))
      .requiredOption('--received <day>', words('option-received'))
      .requiredOption('--how <way>', words('option-how'))
      .action(async (reference: string, { received, how }: Asked) => {
        ended(
          await withOperator(terminal, language, async (client) => {
            const asked = { right: rightOf[what], reference, receivedOn: received, how };
            const answer = await client.send('POST', rightsRequestsApi.to(), asked);
            if (answer.status >= 400) return notDone(terminal, language, answer);
            const request = textIn(answer.text, 'request');
            const standing = await client.send('GET', rightsRequestApi.to({ request }));
            if (standing.status !== 200) return notDone(terminal, language, standing);
            for (const line of goingOf(standing.text, language)) terminal.output.write(`${line}\n`);
            terminal.output.write(`${words('entered', { request })}\n`);
            return exitCodes.done;
          }),
        );
      });
  }

  erase
    .command('confirm')
    .summary(words('summary-confirm'))
    .description(words('description-confirm'))
    .argument('<request>', words('argument-request'), idGiven)
    .option('--yes', words('option-yes'))
    .action(async (request: string, { yes = false }: { readonly yes?: boolean }) => {
      ended(
        await withOperator(terminal, language, (client) =>
          confirmErasing(client, { request, saidYes: yes }, terminal, words),
        ),
      );
    });
};
