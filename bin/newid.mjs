#!/usr/bin/env node
// Runs the built command. Kept apart from it, so that a clone that is not built yet says what to do.
import { existsSync } from 'node:fs';

const main = new URL('../dist/bundled/command-line.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write(
    'newid: not built yet. Run: npm run build\nnewid: heb ei adeiladu eto. Rhedwch: npm run build\n',
  );
  process.exitCode = 1;
}
