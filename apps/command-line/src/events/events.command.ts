import type { Command } from 'commander';

import type { ParkedSubject } from '#messaging/message-bus.js';
import { loadWords, type Words } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { OperatorClient } from '../operator/operator-client.js';
import { withOperator } from '../operator/with-operator.js';
import type { Subcommand } from '../subcommand.js';
import type { Terminal } from '../terminal.js';
import { askDiscard, askParked, askParkedMessages, askRelease, type Asked } from './ask-parked.js';

const inBoth = loadWords(import.meta.url, 'events');

interface Options {
  readonly topic?: string;
  readonly json?: boolean;
  readonly message?: string;
}

interface Saying {
  readonly terminal: Terminal;
  readonly words: Words;
  readonly asJson: boolean;
}

export const eventsCommand: Subcommand = (program, terminal, language, ended) => {
  const words = inBoth[language];
  const events = program.command('events').summary(words('summary')).description(words('description'));
  const run = async (
    { json = false }: Options,
    work: (client: OperatorClient, saying: Saying) => Promise<ExitCode>,
  ): Promise<void> => {
    ended(await withOperator(terminal, words.language, (client) => work(client, { terminal, words, asJson: json })));
  };
  const add = (name: string): Command =>
    events
      .command(name)
      .summary(words(`summary-${name}`))
      .description(words(`description-${name}`))
      .option('--json', words('option-json'));
  const addForStream = (name: string): Command =>
    add(name)
      .argument('<service>', words('argument-service'))
      .argument('<stream>', words('argument-stream'))
      .option('--topic <topic>', words('option-topic'));

  add('parked').action((options: Options) => run(options, listParked));
  addForStream('show').action((service: string, stream: string, options: Options) =>
    run(options, (client, saying) =>
      onStream(client, saying, { service, stream, ...options }, async (parked) => {
        const asked = await askParkedMessages(client, parked);
        return told(asked, saying, ({ messages }) => {
          writeStream(saying, parked);
          for (const { id, type, time } of messages) {
            say(saying, 'message', { id, type: type || saying.words('unreadable'), time }, '  ');
          }
          return exitCodes.done;
        });
      }),
    ),
  );
  addForStream('release').action((service: string, stream: string, options: Options) =>
    run(options, (client, saying) =>
      onStream(client, saying, { service, stream, ...options }, async (parked) =>
        toldIfReleased(await askRelease(client, parked), saying),
      ),
    ),
  );
  addForStream('discard')
    .requiredOption('--message <id>', words('option-message'))
    .action((service: string, stream: string, options: Options) =>
      run(options, (client, saying) =>
        onStream(client, saying, { service, stream, ...options }, async (parked) => {
          if (options.message !== parked.messageId) {
            return complain(saying, 'another-message', { id: parked.messageId });
          }
          return toldIfReleased(await askDiscard(client, parked), saying);
        }),
      ),
    );
};

async function listParked(client: OperatorClient, saying: Saying): Promise<ExitCode> {
  return told(await askParked(client), saying, ({ parked }) => {
    for (const each of parked) writeStream(saying, each);
    if (parked.length === 0) say(saying, 'none');
    return exitCodes.done;
  });
}

interface Named {
  readonly service: string;
  readonly stream: string;
  readonly topic?: string;
}

/** The parked stream that was named; a service may have two of one name, from two others. */
async function onStream(
  client: OperatorClient,
  saying: Saying,
  { service, stream, topic }: Named,
  work: (parked: ParkedSubject) => Promise<ExitCode>,
): Promise<ExitCode> {
  const all = await askParked(client);
  if (!all.isAnswered) return told(all, saying, () => exitCodes.failed);
  const found = all.answer.parked.filter(
    (each) => each.group === service && each.subject === stream && (topic === undefined || each.topic === topic),
  );
  const [only, another] = found;
  if (only === undefined) return complain(saying, 'not-parked', { service, stream });
  if (another !== undefined) {
    return complain(saying, 'several-topics', { topics: found.map((each) => each.topic).join(', ') });
  }
  return work(only);
}

const toldIfReleased = (
  asked: Asked<{ readonly isReleased: boolean; readonly parked: ParkedSubject | null }>,
  saying: Saying,
): ExitCode =>
  told(asked, saying, ({ isReleased, parked }) => {
    say(saying, isReleased ? 'released' : 'still-parked');
    if (parked !== null) writeStream(saying, parked);
    return isReleased ? exitCodes.done : exitCodes.failed;
  });

function told<Answer>(asked: Asked<Answer>, saying: Saying, tell: (answer: Answer) => ExitCode): ExitCode {
  if (!asked.isAnswered) {
    const { detail } = asked;
    saying.terminal.errors.write(`newid: ${saying.words('failed', { detail })}\n`);
    return exitCodes.failed;
  }
  if (saying.asJson) saying.terminal.output.write(`${JSON.stringify(asked.answer, null, 2)}\n`);
  return tell(asked.answer);
}

function writeStream(
  saying: Saying,
  { group, topic, subject, because, since, messages, messageId }: ParkedSubject,
): void {
  say(saying, 'stream', { service: group, stream: subject, topic, since, messages: String(messages), id: messageId });
  say(saying, 'because', { because }, '  ');
}

/** Sentences are for people; with --json only the answer is written. */
function say(
  { terminal, words, asJson }: Saying,
  key: string,
  values: Readonly<Record<string, string>> = {},
  indent = '',
): void {
  if (!asJson) terminal.output.write(`${indent}${words(key, values)}\n`);
}

function complain({ terminal, words }: Saying, key: string, values: Readonly<Record<string, string>>): ExitCode {
  terminal.errors.write(`newid: ${words(key, values)}\n`);
  return exitCodes.badInput;
}
