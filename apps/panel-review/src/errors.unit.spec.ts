import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { serviceKitErrors } from '#service-kit/service-kit-errors.js';
import { generalErrors } from '#web/errors/general-errors.js';

import { panelReviewErrors } from './errors.js';

const folder = import.meta.dirname;

/** Those of a tally document are told by `newid tally`, in words of its own. */
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(spec|builders)\.ts$|domain\/tally\/|testing\/|^errors\.ts$/.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

const kinds = ['one', 'joint', 'none', 'learning'];
const refused = [...sources.matchAll(/refuse\(\s*['`]([\w${}-]+)['`]/g)].flatMap(([, name = '']) =>
  name.includes('${') ? kinds.map((kind) => name.replace('${kind}', kind)) : [name],
);

describe('what panel-review can refuse', () => {
  it('has a sentence and what to do next in both languages, all of it', () => {
    const said = new Set([...panelReviewErrors.keys(), ...serviceKitErrors.keys(), ...generalErrors.keys()]);
    expect(refused.length).toBeGreaterThan(50);
    expect(refused.filter((name) => !said.has(name))).toEqual([]);
  });

  it('is nothing that its catalogue only once had', () => {
    expect([...panelReviewErrors.keys()].filter((name) => !refused.includes(name))).toEqual([]);
  });
});
