// Specs of one service as a few files. Jest gives every file modules of its own: to link those of a service takes as long
// as most of its specs do, and here a handful of them share it. A spec that is asked for by its path runs by itself.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './prepare.mjs';

const atMostInFile = 4;

/** What stands outside every describe would go for the specs of others, too. */
const standsAlone = (path) =>
  /^(?:beforeAll|afterAll|beforeEach|afterEach|it|test)\(|process\.env\[/m.test(readFileSync(join(root, path), 'utf8'));

/** Writes them into a folder within the house. Returns the files to run in place of those given. */
export function gatherSpecs(files, folder) {
  const byService = new Map();
  const alone = [];
  for (const path of files) {
    const [, service] = /^apps\/([^/]+)\//.exec(path) ?? [];
    if (service === undefined || standsAlone(path)) alone.push(path);
    else byService.set(service, [...(byService.get(service) ?? []), path]);
  }
  mkdirSync(folder, { recursive: true });
  const gathered = [...byService].flatMap(([service, paths]) => {
    const parts = Math.ceil(paths.length / atMostInFile);
    return Array.from({ length: parts }, (_, part) => {
      const file = join(folder, `${service}-${String(part + 1)}.spec.ts`);
      // One of each part of the service, so that no file has all that is slow.
      const imported = paths.filter((_path, at) => at % parts === part).map((path) => join(root, path));
      const lines = imported.map(
        (path) => `import '${relative(folder, path).split(sep).join('/').replace(/\.ts$/, '.js')}';\n`,
      );
      writeFileSync(file, lines.join(''));
      return relative(root, file).split(sep).join('/');
    });
  });
  return [...gathered, ...alone];
}
