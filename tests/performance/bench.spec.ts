import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

import { median, summaryOf, tableOf, type Summary } from './rows.js';

const root = rootFolderOf(import.meta.url);

const promised: readonly (readonly [name: string, floor: string])[] = [
  ['append, one event, new stream, against a bare insert', 'at least 0.8'],
  ['append, one event, known stream, against a bare insert', 'at least 0.8'],
  ['append, 64 in flight, against one by one', 'at least 4'],
  ['import of 300 stories, against a bare import', 'at least 0.5'],
  ['import of 300 stories, most memory resident', 'under 300'],
  ['rebuild from 1,000 events, against a bare scan', 'at least 0.4'],
  ['platform, cold start to the first page', 'under 2'],
  ['platform idle, memory resident', 'under 180'],
  ['platform idle, processor', 'under 1'],
  ['all measures over 300 stories', 'under 1'],
  ['page of a meeting, 95 of 100 views', 'under 0.06'],
  ['closing a round, ballots with reasons', 'under 0.2'],
  ['unlock, added to a story, batches of 100', 'under 0.2'],
  ['withdrawn until nobody can read it', 'under 1'],
  ['erasing a person with 40 stories', 'under 5'],
];

describe('npm run bench -- --quick', () => {
  let ended = { status: null as number | null, stdout: '', stderr: '' };

  beforeAll(() => {
    ended = spawnSync(process.execPath, [join(root, 'tools/bench.mjs'), '--quick', '--only', 'embedded'], {
      cwd: root,
      encoding: 'utf8',
      // Jest's own loader options are nothing for what is measured.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  }, 240_000);

  it('ends well, however fast this machine is', () => {
    expect([ended.status, ended.stderr.includes('Error')]).toEqual([0, false]);
  });

  it.each(promised)('prints the row "%s", which is %s', (name, floor) => {
    const line = ended.stdout.split('\n').find((each) => each.startsWith(`${name}  `)) ?? '';
    expect(line).toContain(`  ${floor}  `);
    expect(line).toMatch(/ (met|NOT MET) /);
  });

  it('writes every row with all of its runs as JSON', () => {
    const file = /^Written to (.+)$/m.exec(ended.stdout)?.[1] ?? '';
    expect(existsSync(file)).toBe(true);
    const written: { readonly isQuick: boolean; readonly rows: readonly Summary[] } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    expect(written.isQuick).toBe(true);
    expect(written.rows.map(({ name }) => name)).toEqual(promised.map(([name]) => name));
    for (const { runs } of written.rows) expect(runs.every((run) => Number.isFinite(run) && run >= 0)).toBe(true);
  });
});

describe('a row', () => {
  const row = { name: 'r', unit: 'ratio', beside: '' } as const;

  it('is told by the median of its runs and how far they spread', () => {
    expect(summaryOf({ ...row, runs: [3, 1, 2] })).toMatchObject({ median: 2, lowest: 1, highest: 3 });
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it.each([
    ['at least', 0.8, 0.8, true],
    ['at least', 0.8, 0.79, false],
    ['at most', 4, 4, true],
    ['at most', 4, 4.01, false],
    ['under', 2, 1.99, true],
    ['under', 2, 2, false],
  ] as const)('with the floor "%s %d" and a median of %d: %s', (is, value, run, isMet) => {
    expect(summaryOf({ ...row, runs: [run], floor: { is, value } }).isMet).toBe(isMet);
  });

  it('that could not be run says so, and why', () => {
    const lines = tableOf([summaryOf({ ...row, runs: [], beside: 'the registry is away' })]).split('\n');
    expect(lines[1]).toMatch(/^r +not run .* the registry is away$/);
  });

  it('without a floor is neither met nor missed', () => {
    expect(summaryOf({ ...row, runs: [1] }).isMet).toBeNull();
  });
});
