import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';

import type { Command } from 'commander';

import type { Words } from '#web/words/words.js';

import { answerRequestApi, extendRequestApi, rightsRequestsApi } from '../../../story-submission/src/addresses.js';
import { confirmErasing } from '../erase/confirm-erasing.js';
import { eraseWords } from '../erase/erase.command.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { idGiven } from '../operator/id-given.js';
import { textIn } from '../operator/in-answer.js';
import { notDone, withOperator } from '../operator/with-operator.js';
import type { Terminal } from '../terminal.js';

const endings = ['done', 'refused'];

interface Entered {
  readonly received: string;
  readonly how: string;
  readonly story?: string;
  readonly contributor?: string;
  readonly words?: boolean;
  readonly audiences?: string;
  readonly withoutName?: boolean;
}

/**
 * What was asked is entered, confirmed, given more time and answered. What people write comes by standard input alone:
 * arguments are seen by everybody on a machine, and kept by its shell.
 */
export function addWriting(rights: Command, terminal: Terminal, words: Words, ended: (code: ExitCode) => void): void {
  const send = async (path: string, body: object, said: (answer: string) => string): Promise<void> => {
    ended(
      await withOperator(terminal, words.language, async (client): Promise<ExitCode> => {
        const answer = await client.send('POST', path, body);
        if (answer.status >= 400) return notDone(terminal, words.language, answer);
        terminal.output.write(`${said(answer.text)}\n`);
        return exitCodes.done;
      }),
    );
  };
  const given = (): Promise<string> => text(Readable.from(terminal.input));

  rights
    .command('enter')
    .summary(words('summary-enter'))
    .description(words('description-enter'))
    .argument('<right>', words('argument-right'))
    .requiredOption('--received <day>', words('option-received'))
    .requiredOption('--how <way>', words('option-how'))
    .option('--story <reference>', words('option-story'))
    .option('--contributor <id>', words('option-contributor'))
    .option('--words', words('option-words'))
    .option('--audiences <list>', words('option-audiences'))
    .option('--without-name', words('option-without-name'))
    .action(async (right: string, entered: Entered) => {
      const { received, how, story, contributor, words: comeWords, audiences, withoutName } = entered;
      const asked = { right, receivedOn: received, how };
      const who = {
        ...(story === undefined ? {} : { reference: story }),
        ...(contributor === undefined ? {} : { contributor }),
      };
      const said = comeWords === true ? { words: await given() } : {};
      const less = {
        ...(audiences === undefined ? {} : { audiences: audiences.split(',').map((each) => each.trim()) }),
        ...(withoutName === undefined ? {} : { withoutName }),
      };
      await send(rightsRequestsApi.to(), { ...asked, ...who, ...said, ...less }, (answer) =>
        words('entered', { request: textIn(answer, 'request') }),
      );
    });

  rights
    .command('confirm')
    .summary(words('summary-confirm'))
    .description(words('description-confirm'))
    .argument('<request>', words('argument-request'), idGiven)
    .option('--yes', eraseWords[words.language]('option-yes'))
    .action(async (request: string, { yes = false }: { readonly yes?: boolean }) => {
      const ofErasing = eraseWords[words.language];
      ended(
        await withOperator(terminal, words.language, (client) =>
          confirmErasing(client, { request, saidYes: yes }, terminal, ofErasing),
        ),
      );
    });

  rights
    .command('extend')
    .summary(words('summary-extend'))
    .description(words('description-extend'))
    .argument('<request>', words('argument-request'), idGiven)
    .action(async (request: string) => {
      await send(extendRequestApi.to({ request }), { because: await given() }, () => words('extended'));
    });

  rights
    .command('answer')
    .summary(words('summary-answer'))
    .description(words('description-answer'))
    .argument('<request>', words('argument-request'), idGiven)
    .requiredOption('--as <done|refused>', words('option-as'))
    .action(async (request: string, { as }: { readonly as: string }) => {
      if (!endings.includes(as)) {
        terminal.errors.write(`newid: --as: ${words('as-unknown')}\n`);
        ended(exitCodes.badInput);
        return;
      }
      await send(answerRequestApi.to({ request }), { outcome: as, answer: await given() }, () => words('answered'));
    });
}
