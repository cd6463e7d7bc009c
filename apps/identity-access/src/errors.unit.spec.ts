import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sourceFolderOf } from '#web/source-folder.js';

import { identityAccessErrors } from './errors.js';

const refusalsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/refuse\(\s*'([a-z-]+)'/g)])
    .map((match) => match[1] ?? '');

describe('the catalogue of errors of identity-access', () => {
  const said = new Set(refusalsIn(sourceFolderOf(import.meta.url)));

  it('has words for every refusal, and no words for a refusal that nobody gives', () => {
    // Said here, with words that belong to every service.
    for (const general of ['not-allowed', 'too-many-requests']) said.delete(general);
    expect([...identityAccessErrors.keys()].sort()).toEqual([...said].sort());
  });
});
