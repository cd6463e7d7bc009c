// npm run demo:period: a whole period with four levels, played through the public API in a folder of its own; then it
// stays open to look at.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, installIfNeeded, mainFile } from './prepare.mjs';

installIfNeeded();
buildIfNeeded();

process.env['NEWID_DATA'] ??= mkdtempSync(join(tmpdir(), 'newid-demo-'));
process.argv[1] = mainFile;
process.argv.push('--demo-period');
await import(pathToFileURL(mainFile).href);
