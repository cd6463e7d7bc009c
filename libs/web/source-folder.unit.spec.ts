import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { sourceFolderOf } from './source-folder.js';

describe('the source folder of a module', () => {
  const above = mkdtempSync(join(tmpdir(), 'newid-source-folder-'));
  // A project inside a folder called dist: only the project's own dist is left out.
  const root = join(above, 'dist', 'newid');
  const urlOf = (...path: string[]): string => pathToFileURL(join(root, ...path)).href;

  beforeAll(() => {
    for (const folder of [join('dist', 'libs', 'x'), join('libs', 'x', 'dist')]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    writeFileSync(join(root, 'package.json'), '{}');
  });
  afterAll(() => rmSync(above, { recursive: true }));

  it('is the folder without dist, for a compiled module', () => {
    expect(sourceFolderOf(urlOf('dist', 'libs', 'x', 'a.js'))).toBe(join(root, 'libs', 'x'));
  });

  it('is its own folder, for a module that is no compiled one', () => {
    expect(sourceFolderOf(urlOf('libs', 'x', 'a.ts'))).toBe(join(root, 'libs', 'x'));
    expect(sourceFolderOf(urlOf('libs', 'x', 'dist', 'a.ts'))).toBe(join(root, 'libs', 'x', 'dist'));
    expect(sourceFolderOf(urlOf('a.ts'))).toBe(root);
  });
});
