// The packages that most specs load, each in one file. Jest gives every spec file modules of its own, and finding, reading
// and linking two thousand small ones takes longer than most specs do.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Built together, so that what two of them need is there once: Nest compares classes by identity. */
const packages = [
  '@fastify/multipart',
  '@fastify/rate-limit',
  '@fastify/static',
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/cqrs',
  '@nestjs/platform-fastify',
  '@nestjs/swagger',
  '@nestjs/testing',
  '@sinclair/typebox',
  '@sinclair/typebox/compiler',
  '@sinclair/typebox/value',
  'fast-check',
  'fastify',
  'node-html-parser',
  'nunjucks',
  'prom-client',
  'rxjs',
  'supertest',
];

/** Asked for by Nest in case they are there, or (the last two) by name at run time: two of each would not know one another. */
const external = [
  '@fastify/cookie',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
];

const fileOf = (name) => `${name.replace('@', '').replaceAll('/', '-')}.mjs`;

/** What is written for CommonJS has its names only once it runs, so each package is asked for them. */
async function writeInto(folder) {
  const { build } = await import('esbuild');
  const named = new Map();
  for (const name of packages) named.set(name, Object.keys(await import(name)));
  await build({
    entryPoints: packages.map((name) => ({ in: `package:${name}`, out: fileOf(name).replace(/\.mjs$/, '') })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true,
    external,
    banner: {
      js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
    },
    plugins: [
      {
        name: 'packages',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^package:/ }, ({ path }) => ({
            path: path.slice('package:'.length),
            namespace: 'package',
          }));
          onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => ({
            resolveDir: root,
            contents: `export { ${named.get(path).join(', ')} } from ${JSON.stringify(path)};`,
          }));
        },
      },
    ],
    logLevel: 'warning',
  });
}

/** The moduleNameMapper of those packages. Written anew where the lock file or this list has changed. */
export async function packagesForTests() {
  const version = createHash('sha256');
  for (const file of ['package-lock.json', 'tools/packages-for-tests.mjs'])
    version.update(readFileSync(join(root, file)));
  const folder = join(root, 'dist/packages-for-tests', version.digest('hex').slice(0, 16));
  if (!existsSync(folder)) {
    // Two runs of Jest may start at once: what is there is whole.
    const unfinished = `${folder}.${process.pid}`;
    await writeInto(unfinished);
    if (existsSync(folder)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, folder);
  }
  return Object.fromEntries(packages.map((name) => [`^${name}$`, join(folder, fileOf(name))]));
}
