import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

import { allowed, ConfigurationError, readConfiguration } from './configuration.js';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

describe('the configuration', () => {
  it('needs nothing for a try-it run', () => {
    expect(readConfiguration({ PATH: '/bin' })).toMatchObject({ NEWID_HOST: '127.0.0.1', NEWID_PORT: 3000 });
  });

  it('reads what is set', () => {
    expect(readConfiguration({ NEWID_PORT: '8080', NEWID_DATA: '/srv/newid' })).toMatchObject({
      NEWID_PORT: 8080,
      NEWID_DATA: '/srv/newid',
    });
  });

  it.each([
    ['NEWID_PORT', 'eighty', 'NEWID_PORT has to be a whole number from 0 to 65535.'],
    ['NEWID_PORT', '70000', 'NEWID_PORT has to be a whole number from 0 to 65535.'],
    ['NEWID_MODE', 'live', 'NEWID_MODE has to be try-it or production.'],
    ['NEWID_LOG_LEVEL', 'loud', 'NEWID_LOG_LEVEL has to be debug, info, warn, error or silent.'],
  ])('names %s=%s and what is allowed', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([problem]);
  });

  it('does not pass over a misspelt variable', () => {
    expect(problemsOf({ NEWID_PROT: '1' })[0]).toMatch(/^NEWID_PROT is not a variable of Newid/);
  });

  it('is told to operators whole, and nothing else is', () => {
    const told = readFileSync(join(rootFolderOf(import.meta.url), 'docs/operations.md'), 'utf8');
    const rows = [...told.matchAll(/^\| `(NEWID_\w+)`/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(Object.keys(allowed).sort());
  });

  it.each([
    ['http://stories.example', ['NEWID_ORIGIN has to begin with https:// in production.']],
    ['https://stories.example', []],
  ])('in production with the address %s', (NEWID_ORIGIN, problems) => {
    const files = { NEWID_MASTER_KEY_FILE: 'master.key', NEWID_SECRET_FILE: 'secret.key' };
    expect(problemsOf({ NEWID_MODE: 'production', NEWID_ORIGIN, ...files })).toEqual(problems);
    // A try-it run speaks plain http on this machine.
    expect(problemsOf({ NEWID_ORIGIN })).toEqual([]);
  });

  it('has no default for anything secret in production', () => {
    expect(problemsOf({ NEWID_MODE: 'production' })).toHaveLength(3);
  });
});
