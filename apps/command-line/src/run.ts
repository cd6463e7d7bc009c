import 'reflect-metadata';

import { exitCodes } from './exit-codes.js';
import { runNewid } from './newid.js';

// A reader that has seen enough (`newid tally | head`) closes the pipe: not worth a stack trace.
process.stdout.on('error', () => {
  process.exitCode = exitCodes.failed;
});

process.exitCode = await runNewid(process.argv.slice(2), {
  input: process.stdin,
  isInteractive: process.stdin.isTTY && process.stderr.isTTY,
  output: process.stdout,
  errors: process.stderr,
  ...(process.stderr.isTTY ? { screen: process.stderr } : {}),
  environment: process.env,
});
