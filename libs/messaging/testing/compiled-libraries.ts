import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { transformFile } from '@swc/core';

const isSource = (name: string): boolean => name.endsWith('.ts') && !/\.(spec|contract)\.ts$/.test(name);

/** Libraries as JavaScript in a folder, for a process of its own that a test can kill. */
export async function compileLibraries(target: string, libraries: readonly string[]): Promise<void> {
  for (const library of libraries) {
    const from = resolve('libs', library);
    for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' }).filter(isSource)) {
      const { code } = await transformFile(join(from, name), {
        configFile: false,
        swcrc: false,
        jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
        module: { type: 'es6' },
      });
      const to = join(target, 'libs', library, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, code);
    }
  }
  const names = new Set(libraries.map((library) => library.split('/')[0] ?? library));
  const imports = Object.fromEntries([...names].map((name) => [`#${name}/*`, `./libs/${name}/*`]));
  writeFileSync(join(target, 'package.json'), JSON.stringify({ type: 'module', imports }));
  symlinkSync(resolve('node_modules'), join(target, 'node_modules'));
}
