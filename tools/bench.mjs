// npm run bench: builds if needed, compiles tests/performance beside what was built, and measures. Arguments after --:
// --quick for small sizes, and the names of measures (append, import, rebuild, platform).
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, installIfNeeded, root } from './prepare.mjs';

installIfNeeded();
buildIfNeeded();

const { transformFileSync } = await import('@swc/core');

// Measured is what is built and started; only the measuring itself is compiled here.
const measuring = readdirSync(join(root, 'tests/performance'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => `tests/performance/${name}`);
for (const path of [...measuring, 'libs/contracts/testing/a-programme.ts']) {
  const { code } = transformFileSync(join(root, path), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
    swcrc: false,
  });
  const built = join(root, 'dist', path.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(built), { recursive: true });
  writeFileSync(built, code);
}

await import(pathToFileURL(join(root, 'dist/tests/performance/bench.js')).href);
