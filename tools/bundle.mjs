// Writes dist/bundled/<app>.js for every app: the same program in a few large files. Finding, reading and linking three
// thousand small modules takes a processor more than a second, which everybody who starts Newid would wait for.
import { readFile, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const bundled = join(dist, 'bundled');

/**
 * Left where they are: with parts in machine code; large and seldom needed; asked for by Nest in case they are there; and
 * those of class-validator, which Nest asks for once more by their names: two of each would not know one another.
 */
const external = [
  '@node-rs/argon2',
  '@photostructure/sqlite',
  '@simplewebauthn/server',
  '@zxcvbn-ts/language-common',
  'kafkajs',
  'mongoose',
  'nodemailer',
  'openid-client',
  '@fastify/cookie',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
];

/** Templates, words and samples are read from beside their module: it goes on saying where it came from. */
const modulesKnowTheirPlace = {
  name: 'modules-know-their-place',
  setup({ onLoad }) {
    onLoad({ filter: /\/dist\/(apps|libs)\/.*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const place = `new URL(${JSON.stringify(relative(bundled, path))}, import.meta.url).href`;
      return { contents: source.replaceAll('import.meta.url', place), loader: 'js' };
    });
  },
};

const apps = readdirSync(join(dist, 'apps')).filter((app) => existsSync(join(dist, 'apps', app, 'src/main.js')));

rmSync(bundled, { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(apps.map((app) => [app, join(dist, 'apps', app, 'src/main.js')])),
  outdir: bundled,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Nest and class-validator name things after their classes.
  keepNames: true,
  // Comments and indentation would stay in memory with the source. Short lines, so that a trace still leads to a place.
  minifyWhitespace: true,
  lineLimit: 160,
  legalComments: 'external',
  // For `node --enable-source-maps`, when a trace in a log has to be read.
  sourcemap: true,
  sourcesContent: false,
  external,
  // What is written for CommonJS inside asks for the modules of Node in its own way.
  banner: {
    js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
  },
  plugins: [modulesKnowTheirPlace],
  logLevel: 'warning',
});

/**
 * Classes need their names; functions that are made anew with every call would be given theirs with every call, a
 * twentieth of what a request takes. Where a function stands in the source is in the source map.
 */
const namesEverything = 'var __name=(target,value)=>__defProp(target,"name",{value,configurable:true});';
const namesWhatNeedsIt = namesEverything.replace('=>', '=>target.prototype===undefined||target.name===value?target:');

/** One of them in a file, and each character of it takes two bytes in memory. Left by esbuild in patterns alone. */
const inAscii = (source) =>
  source.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

let isNamer = false;
for (const name of readdirSync(bundled).filter((file) => file.endsWith('.js'))) {
  const path = join(bundled, name);
  const source = await readFile(path, 'utf8');
  isNamer ||= source.includes(namesEverything);
  await writeFile(path, inAscii(source.replace(namesEverything, namesWhatNeedsIt)));
}
if (!isNamer) throw new Error('esbuild names things in another way than tools/bundle.mjs knows');
