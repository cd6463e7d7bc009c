import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

import { processNames, serviceNames, type ProcessName } from './testing/running-in-a-folder.js';

const root = rootFolderOf(import.meta.url);

/** The built program, as `nest start` and the image run it. */
class StartedProcess {
  readonly folder = mkdtempSync(join(tmpdir(), 'newid-start-'));
  said = '';
  #process: ChildProcess | undefined;
  #ended: Promise<number | null> | undefined;

  start(name: ProcessName, environment: Readonly<Record<string, string>> = {}, options = ['--empty']): this {
    const started = spawn(process.execPath, [join(root, `dist/bundled/${name}.js`), ...options], {
      env: { PATH: process.env['PATH'], NEWID_DATA: this.folder, NEWID_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (part: string): void => {
      this.said += part;
    };
    started.stdout.setEncoding('utf8').on('data', hear);
    started.stderr.setEncoding('utf8').on('data', hear);
    this.#process = started;
    this.#ended = new Promise((resolve) => started.once('close', resolve));
    return this;
  }

  /** Its address, when it says that it is open. */
  opened(): Promise<string> {
    return new Promise((open, failed) => {
      const look = (): void => {
        // Up to what stands behind it: what comes through a pipe may come in pieces.
        const found = /open at (http:\/\/[\d.]+:\d+)(?:\/en |\. )/.exec(this.said)?.[1];
        if (found !== undefined) open(found);
      };
      this.#process?.stdout?.on('data', look);
      void this.#ended?.then((code) => {
        failed(new Error(`It ended with ${String(code)}: ${this.said}`));
      });
    });
  }

  async stopped(): Promise<number | null> {
    this.#process?.kill('SIGTERM');
    return this.ended();
  }

  async ended(): Promise<number | null> {
    return (await this.#ended) ?? null;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

let started: StartedProcess;

beforeEach(() => {
  started = new StartedProcess();
});

afterEach(async () => {
  await started.stopped();
  started.remove();
});

describe('a process of its own', () => {
  it.each(processNames)(
    'runs %s, answers, and drains when it is told to stop',
    async (name) => {
      const address = await started.start(name).opened();

      expect(await (await fetch(`${address}/livez`)).json()).toEqual({ status: 'ok' });
      const ready: unknown = await (await fetch(`${address}/readyz`)).json();
      const parts = name === 'platform' ? serviceNames : [name];
      for (const service of parts) expect(JSON.stringify(ready)).toContain(`"service":"${service}"`);
      expect(await started.stopped()).toBe(0);
      expect(started.said).toContain('what is under way is finished first');
    },
    60_000,
  );
});

describe('a start that cannot be', () => {
  const refusedWith = async (name: ProcessName, environment: Readonly<Record<string, string>>): Promise<string> => {
    expect(await started.start(name, environment).ended()).toBe(1);
    expect(started.said.split('\n').filter((line) => /^\s+at /.test(line))).toEqual([]);
    return started.said;
  };

  it('names a variable that is wrong', async () => {
    const said = await refusedWith('story-submission', { NEWID_PORT: 'eighty' });
    expect(said).toBe('Newid did not start. NEWID_PORT has to be a whole number from 0 to 65535.\n');
    expect(readdirSync(started.folder)).toEqual([]);
  }, 30_000);

  it('says whose the port is, and the host that is not here', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const said = await refusedWith('platform', { NEWID_PORT: port });
    other.close();
    expect(said).toBe(
      `Newid did not start. Port ${port} on 127.0.0.1 is used by another program, or by another Newid: end that, or set NEWID_PORT to another number.\n`,
    );

    started.said = '';
    const elsewhere = await refusedWith('platform', { NEWID_HOST: '192.0.2.1' });
    expect(elsewhere).toBe('Newid did not start. NEWID_HOST is 192.0.2.1, which is no address of this machine.\n');
  }, 60_000);

  it('starts nothing when it is asked what there is, or for what there is not', async () => {
    expect(await started.start('platform', {}, ['--help']).ended()).toBe(0);
    expect(started.said).toMatch(/^npm start .*\nnpm start -- --empty /);

    started.said = '';
    expect(await started.start('platform', {}, ['--emtpy']).ended()).toBe(1);
    expect(started.said).toMatch(/^Newid did not start\. There is no such option: --emtpy\nnpm start /);
    expect(readdirSync(started.folder)).toEqual([]);
  }, 60_000);

  it('has nothing secret by itself in production', async () => {
    const said = await refusedWith('platform', { NEWID_MODE: 'production' });
    expect(said).toContain('NEWID_MASTER_KEY_FILE has to be set in production');
  }, 30_000);

  it('is refused in production on a folder that was made for the sample, where anybody can enter as anybody', async () => {
    writeFileSync(join(started.folder, 'this-is-a-sample'), '');
    for (const name of ['master.key', 'newid.secret']) {
      writeFileSync(join(started.folder, name), randomBytes(32).toString('base64'));
    }
    const said = await refusedWith('platform', {
      NEWID_MODE: 'production',
      NEWID_ORIGIN: 'https://stories.example',
      NEWID_MASTER_KEY_FILE: join(started.folder, 'master.key'),
      NEWID_SECRET_FILE: join(started.folder, 'newid.secret'),
    });
    expect(said).toContain('was made for the sample, where anybody can enter as anybody');
    expect(readdirSync(started.folder)).not.toContain('vault.db');
  }, 30_000);

  it('says what to do about a master key that is none', async () => {
    writeFileSync(join(started.folder, 'master.key'), 'not a key');
    const said = await refusedWith('panel-review', {});
    expect(said).toMatch(/^Newid did not start\. master-key-malformed: .*Put back the master key/);
    expect(said.trim().split('\n')).toHaveLength(1);
  }, 30_000);

  it('names the folder that cannot be written, and whose it has to be', async () => {
    writeFileSync(join(started.folder, 'keys'), '');
    const said = await refusedWith('panel-review', {});
    expect(said).toContain(`Newid did not start. ${join(started.folder, 'keys')} cannot be written: `);
    expect(said).toContain('has to belong to the user who runs Newid');
    expect(said.trim().split('\n')).toHaveLength(1);
  }, 30_000);

  it('says which shapes it was built with', async () => {
    const said = await refusedWith('platform', { NEWID_SHAPE: 'distributed' });
    expect(said).toContain('there each service is a process of its own');
  }, 30_000);
});
