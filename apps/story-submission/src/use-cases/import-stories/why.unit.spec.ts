import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

import { ROW_REASONS } from '../../domain/import/import-reasons.js';
import { whyWords } from './why.js';

const importing = 'apps/story-submission/src';
const refusedIn = [
  'reading-files/row-reader.ts',
  'reading-files/survey-file.ts',
  'domain/import/mapping.ts',
  'use-cases/import-stories/run-import.ts',
];
const named = /refuse\('([\w-]+)'|'(header-missing|file-is-[\w-]+)'|reason: '([\w-]+)'/g;

describe('why a row or a file was not simply taken', () => {
  it.each(['en', 'cy'] as const)('has a sentence for every reason of a row, in %s', (language) => {
    expect(Object.keys(ROW_REASONS).filter((reason) => !whyWords[language].has(reason))).toEqual([]);
  });

  it('has a sentence for all that a file can be refused for', () => {
    const sources = refusedIn.map((path) => readFileSync(join(rootFolderOf(import.meta.url), importing, path), 'utf8'));
    const names = sources.flatMap((text) => [...text.matchAll(named)].flatMap(([, ...found]) => found.filter(Boolean)));
    expect(names).toContain('mapping-heading-used-twice');
    expect(names.filter((name) => !whyWords.en.has(name))).toEqual([]);
  });
});
