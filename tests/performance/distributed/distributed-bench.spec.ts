import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describeUnless } from '#service-kit/testing/describe-unless.js';
import { rootFolderOf } from '#web/source-folder.js';

import { missing } from '../../../infra/local-servers/both.mjs';

const root = rootFolderOf(import.meta.url);
const [because] = missing();

const promised: readonly (readonly [name: string, floor: string])[] = [
  ['append on MongoDB, alone, against insertOne', 'at least 0.9'],
  ['append on MongoDB, 64 in flight, against insertOne', 'at least 3'],
  ['append on MongoDB, 64 in flight, p99 against insertOne', 'under 1'],
  ['submit story over HTTP, 32 connections, against a bare endpoint', 'at least 1.2'],
  ['submit story over HTTP, 32 connections, p99 against a bare endpoint', 'at most 1'],
  ['story submitted until impact-reporting shows it, against a bare record', 'at most 4'],
  ['relay of 1,000 events, against a bare producer', 'at least 0.4'],
  ['relay of 1,000 events, memory of the second half against the first', 'at most 1.1'],
  ['rebuild on MongoDB from 1,000 events, against a bare cursor', 'at least 0.5'],
  ['rebuild on MongoDB from 1,000 events, memory of the second half against the first', 'at most 1.1'],
];

describeUnless(because, 'npm run bench -- --quick --only distributed', () => {
  let ended = { status: null as number | null, stdout: '', stderr: '' };

  beforeAll(() => {
    ended = spawnSync(process.execPath, [join(root, 'tools/bench.mjs'), '--quick', '--only', 'distributed'], {
      cwd: root,
      encoding: 'utf8',
      // Jest's own loader options are nothing for what is measured.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  }, 400_000);

  it('ends well, however fast this machine is', () => {
    expect([ended.status, ended.stderr.includes('Error')]).toEqual([0, false]);
  });

  it.each(promised)('prints the row "%s", which is %s', (name, floor) => {
    const line = ended.stdout.split('\n').find((each) => each.startsWith(`${name}  `)) ?? '';
    expect(line).toContain(`  ${floor}  `);
    expect(line).toMatch(/ (met|NOT MET)( |$)/);
  });

  it('has Emmett’s store as a row, or says why not', () => {
    const lines = ended.stdout.split('\n').filter((line) => line.includes(', Emmett '));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/ ratio |not run .* the package registry did not give Emmett/);
  });
});
