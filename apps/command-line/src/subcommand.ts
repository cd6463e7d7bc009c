import type { Command } from 'commander';
import type { Language } from '#web/language.js';
import type { ExitCode } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/**
 * One folder, one subcommand: adds itself to the program, and says how it ended.
 * A new one is listed in newid.ts and needs nothing else.
 */
export type Subcommand = (
  program: Command,
  terminal: Terminal,
  language: Language,
  ended: (code: ExitCode) => void,
) => void;
