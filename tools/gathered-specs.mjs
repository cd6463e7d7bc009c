// Specs of one service or library as a few files. Jest gives every file modules of its own: to link those of a service takes
// as long as most of its specs do, and here a handful of them share it. A spec that is asked for by its path runs by itself.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './prepare.mjs';

/** What stands outside every describe would go for the specs of others, too. */
const standsAlone = (path) =>
  /^(?:beforeAll|afterAll|beforeEach|afterEach|it|test)\(|process\.env\[/m.test(readFileSync(join(root, path), 'utf8'));

/** Writes them into a folder within the house, so many in each. Returns the files to run in place of those given. */
export function gatherSpecs(files, atMostInFile, folder) {
  const byPart = new Map();
  const alone = [];
  for (const path of files) {
    const [, part] = /^(?:apps|libs)\/([^/]+)\//.exec(path) ?? [];
    if (part === undefined || standsAlone(path)) alone.push(path);
    else byPart.set(part, [...(byPart.get(part) ?? []), path]);
  }
  mkdirSync(folder, { recursive: true });
  const gathered = [...byPart].flatMap(([part, paths]) => {
    const count = Math.ceil(paths.length / atMostInFile);
    return Array.from({ length: count }, (_, number) => {
      const file = join(folder, `${part}-${String(number + 1)}.spec.ts`);
      // Some of each folder, so that no file has all that is slow.
      const imported = paths.filter((_path, at) => at % count === number).map((path) => join(root, path));
      const lines = imported.map(
        (path) => `import '${relative(folder, path).split(sep).join('/').replace(/\.ts$/, '.js')}';\n`,
      );
      writeFileSync(file, lines.join(''));
      return relative(root, file).split(sep).join('/');
    });
  });
  return [...gathered, ...alone];
}
