/** What the command tells the shell. Documented in README.md and in `newid --help`. */
export const exitCodes = {
  done: 0,
  /** The machine, not the input: a stream that cannot be read, a fault in the program. */
  failed: 1,
  /** What was given cannot be used: the input, an option, a command that there is not. */
  badInput: 2,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
