import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('the versions of Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-node-versions-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The tools as they stand before anything is installed, in a house that asks for these. */
  function houseThatAsksFor(engines: string) {
    const tools = join(folder, 'tools');
    mkdirSync(tools, { recursive: true });
    for (const name of ['start.mjs', 'prepare.mjs', 'node-versions.mjs']) {
      copyFileSync(join(import.meta.dirname, name), join(tools, name));
    }
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', engines: { node: engines } }));
    const run = (...given: readonly string[]) => spawnSync(process.execPath, given, { cwd: folder, encoding: 'utf8' });
    return {
      start: () => run('tools/start.mjs'),
      looks: () => run('--eval', "import('./tools/prepare.mjs').then(({ refuseOldNode }) => refuseOldNode())"),
    };
  }

  it('are those of package.json: under another, npm start says which, before anything else', () => {
    const { status, stderr } = houseThatAsksFor('^98.19.0 || ^99.14.2 || >=100').start();
    expect(status).toBe(1);
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      `Newid needs Node 98 from 98.19, 99 from 99.14, or 100 or later. This is Node ${process.versions.node}.`,
      'Get a current one from https://nodejs.org, then try again.',
    ]);
  });

  it.each(['>=20', `^${process.versions.node}`, `^98.0.0 || >=${process.versions.node}`])(
    'among %s is this one',
    (engines) => {
      const { status, stderr } = houseThatAsksFor(engines).looks();
      expect([status, stderr]).toEqual([0, '']);
    },
  );
});
