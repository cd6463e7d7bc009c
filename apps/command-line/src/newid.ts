import { Command, CommanderError } from 'commander';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { Language } from '#web/language.js';
import { loadWords, type Words } from '#web/words/words.js';
import { backupCommand } from './backup/backup.command.js';
import { chooseLanguage, languageOrEnglish } from './choose-language.js';
import { doctorCommand } from './doctor/doctor.command.js';
import { eraseCommand } from './erase/erase.command.js';
import { eventsCommand } from './events/events.command.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { exportCommand } from './export/export.command.js';
import { importCommand } from './import-stories/import-stories.command.js';
import { keysCommand } from './keys/keys.command.js';
import { moveCommand } from './move/move.command.js';
import { rebuildCommand } from './rebuild/rebuild.command.js';
import { reportCommand } from './report/report.command.js';
import { retentionCommand } from './retention/retention.command.js';
import { rightsCommand } from './rights/rights.command.js';
import type { Subcommand } from './subcommand.js';
import { tallyCommand } from './tally/tally.command.js';
import type { Terminal } from './terminal.js';
import { userCommand } from './user/user.command.js';
import { verifyCommand } from './verify/verify.command.js';

/** In the order of the help. */
const subcommands: readonly Subcommand[] = [
  importCommand,
  exportCommand,
  reportCommand,
  userCommand,
  rightsCommand,
  eraseCommand,
  retentionCommand,
  tallyCommand,
  doctorCommand,
  verifyCommand,
  rebuildCommand,
  eventsCommand,
  backupCommand,
  keysCommand,
  moveCommand,
];

const inBoth = loadWords(import.meta.url, 'newid');

/** Runs `newid` with the arguments after its name. Never throws: every end is an exit code, with a message where it is not 0. */
export async function runNewid(given: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const chosen = chooseLanguage(given, terminal.environment);
  const language = languageOrEnglish(chosen);
  const words = inBoth[language];
  const complain = (sentence: string): void => void terminal.errors.write(`newid: ${sentence}\n`);
  if (isRefusal(chosen)) {
    complain(`${chosen.field ?? ''}: ${words(chosen.refusal)}`);
    return exitCodes.badInput;
  }

  let code: ExitCode = exitCodes.done;
  const program = newidProgram(terminal, language, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...given], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      if (error.code !== 'commander.help') complain(sentenceFor(error, words));
      return exitCodes.badInput;
    }
    // A bug. Its message might quote the input, so only its kind is told.
    complain(words('fault', { kind: error instanceof Error ? error.name : typeof error }));
    return exitCodes.failed;
  }
}

function newidProgram(terminal: Terminal, language: Language, ended: (code: ExitCode) => void): Command {
  const words = inBoth[language];
  const titles: Readonly<Record<string, string>> = {
    'Usage:': words('title-usage'),
    'Options:': words('title-options'),
    'Commands:': words('title-commands'),
    'Global Options:': words('title-options-of-all'),
  };
  const program = new Command('newid')
    .description(words('description'))
    .usage(words('usage'))
    .option('--language <en|cy>', words('option-language'))
    .helpOption('-h, --help', words('option-help'))
    .helpCommand('help [command]', words('command-help'))
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.errors.write(text),
      // Said in runNewid instead, in the reader's language.
      outputError: () => undefined,
    })
    .exitOverride()
    .addHelpText(
      'after',
      ['', words('title-exit-codes'), ...['exit-0', 'exit-1', 'exit-2'].map((key) => `  ${words(key)}`)].join('\n'),
    );
  for (const add of subcommands) add(program, terminal, language, ended);
  return program;
}

const sentences: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'command-unknown',
  'commander.unknownOption': 'option-unknown',
  'commander.optionMissingArgument': 'option-without-value',
  'commander.missingArgument': 'argument-missing',
  'commander.missingMandatoryOptionValue': 'option-missing',
  'commander.excessArguments': 'arguments-too-many',
};

/** commander writes English only; what it quotes between quotation marks is what the person typed. */
function sentenceFor({ code, message }: CommanderError, words: Words): string {
  const key = sentences[code] ?? 'arguments-not-understood';
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  return words(key, { given: quoted });
}
