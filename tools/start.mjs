// npm start: from a fresh clone to a running Newid. Arguments after -- go to the platform.
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, installIfNeeded, mainFile } from './prepare.mjs';

installIfNeeded();
buildIfNeeded();

// In this same process: signals, the exit code and the terminal are then the platform's own, with nothing to pass on.
process.argv[1] = mainFile;
await import(pathToFileURL(mainFile).href);
