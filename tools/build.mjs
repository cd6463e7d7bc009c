// npm run build: compiles apps and libs into dist, and the style sheet.
import { build, installIfNeeded } from './prepare.mjs';

installIfNeeded();
process.exitCode = build();
