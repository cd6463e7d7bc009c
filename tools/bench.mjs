// npm run bench: builds if needed, compiles tests/performance beside what was built, and measures. Arguments after --:
// --quick for small sizes, and the names of measures or of one group of them: --only embedded, --only distributed.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, installIfNeeded, root } from './prepare.mjs';

installIfNeeded();
buildIfNeeded();

const { transformFileSync } = await import('@swc/core');

// Measured is what is built and started; only the measuring itself is compiled here.
const measuring = readdirSync(join(root, 'tests/performance'), { recursive: true })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => `tests/performance/${name}`);
for (const path of [...measuring, 'libs/contracts/testing/a-programme.ts']) {
  const { code } = transformFileSync(join(root, path), {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2022',
    },
    module: { type: 'es6' },
    swcrc: false,
  });
  const built = join(root, 'dist', path.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(built), { recursive: true });
  writeFileSync(built, code);
}

// Real servers are started by what stands in the sources: it looks for its lists of packages beside itself.
for (const name of ['both', 'mongod', 'kafka', 'services']) {
  const source = pathToFileURL(join(root, `infra/local-servers/${name}.mjs`)).href;
  const built = join(root, `dist/infra/local-servers/${name}.mjs`);
  mkdirSync(dirname(built), { recursive: true });
  writeFileSync(built, `export * from ${JSON.stringify(source)};\n`);
}

await import(pathToFileURL(join(root, 'dist/tests/performance/bench.js')).href);
