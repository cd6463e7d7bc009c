import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

const root = rootFolderOf(import.meta.url);
/** A build and the sample, beside two other tiers. */
const patience = 420_000;

/** What was never part of a clone, or is made by the first start. */
const notCloned = ['.git', '.cache', 'node_modules', 'dist', 'data', 'bench-results', 'test-output', 'coverage'];

describe('npm start on a fresh clone', () => {
  const clone = join(mkdtempSync(join(tmpdir(), 'newid-first-start-')), 'newid');
  let running: ChildProcess | undefined;
  let said = '';

  /** Resolves with the address it opens at, when all is said. `start` of package.json is run as npm runs it. */
  async function start(): Promise<string> {
    const { scripts } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as {
      scripts: Record<'start', string>;
    };
    const [node = '', ...given] = scripts.start.split(' ');
    expect(node).toBe('node');
    said = '';
    const started = spawn(process.execPath, given, {
      cwd: clone,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NEWID_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = started;
    return new Promise((open, failed) => {
      const listen = (part: string): void => {
        said += part;
        // Up to the last line that it says: what comes through a pipe may come in pieces.
        const found = /open at (http:\S+\/en) .*\n.* Ctrl-C stops it\.\n/.exec(said)?.[1];
        if (found !== undefined) open(found);
      };
      started.stdout.setEncoding('utf8').on('data', listen);
      started.stderr.setEncoding('utf8').on('data', listen);
      started.once('close', (code) => {
        failed(new Error(`npm start ended with ${String(code)}:\n${said}`));
      });
    });
  }

  async function stop(): Promise<number | null> {
    const started = running;
    if (started === undefined || started.exitCode !== null) return null;
    const ended = new Promise<number | null>((resolve) => started.once('exit', resolve));
    started.kill('SIGINT');
    return ended;
  }

  beforeAll(() => {
    cpSync(root, clone, {
      recursive: true,
      filter: (path) => !notCloned.some((name) => path === join(root, name)),
    });
    // Which packages are installed is for npm to see to; that it is noticed is not.
    symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  });
  afterAll(async () => {
    await stop();
    rmSync(join(clone, '..'), { recursive: true });
  }, 60_000);

  it(
    'builds, loads the sample, says where to go, and opens',
    async () => {
      const address = await start();
      expect(said).toContain('Building.');
      expect(said).toContain('Loading the sample');
      expect(said).toContain(join(clone, 'data'));
      expect(said).not.toMatch(/\bat .*:\d+:\d+\)|Error:|deprecat/i);
      const page = await fetch(address);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('enter-as-sample')]);
      expect(await stop()).toBe(0);
      expect(existsSync(join(clone, 'data'))).toBe(true);
    },
    patience,
  );

  it(
    'is open at once the second time, with what was there',
    async () => {
      const address = await start();
      expect(said).not.toMatch(/Building|Loading the sample/);
      expect((await fetch(address)).status).toBe(200);
      expect(await stop()).toBe(0);
    },
    patience,
  );
});
