// npm run build: compiles apps and libs into dist, and the style sheet. --if-needed: only where a source has changed.
import { build, buildIfNeeded, installIfNeeded } from './prepare.mjs';

installIfNeeded();
if (process.argv.includes('--if-needed')) buildIfNeeded();
else process.exitCode = build();
