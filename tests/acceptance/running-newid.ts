import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

const root = rootFolderOf(import.meta.url);

/** The built Newid in a process of its own, over a data folder of its own. */
export class RunningNewid {
  readonly folder = mkdtempSync(join(tmpdir(), 'newid-acceptance-'));
  address = '';
  said = '';
  #process: ChildProcess | undefined;

  /** Resolves when it says that it is open, sample loaded. */
  async start(...given: readonly string[]): Promise<void> {
    const started = spawn(process.execPath, [join(root, 'dist/apps/platform/src/main.js'), ...given], {
      env: { PATH: process.env['PATH'], NEWID_DATA: this.folder, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = started;
    this.said = '';
    await new Promise<void>((open, failed) => {
      const hear = (part: Buffer): void => {
        this.said += part.toString('utf8');
        const found = /open at (http:\S+)\/en /.exec(this.said)?.[1];
        if (found === undefined) return;
        this.address = found;
        open();
      };
      started.stdout.on('data', hear);
      started.stderr.on('data', hear);
      started.on('exit', (code) => {
        failed(new Error(`Newid ended with ${String(code)}:\n${this.said}`));
      });
    });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = this.#process;
    if (running === undefined || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The `newid` command on this data folder. */
  async command(
    ...given: readonly string[]
  ): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> {
    const child = spawn(process.execPath, [join(root, 'bin/newid.mjs'), ...given], {
      env: { PATH: process.env['PATH'], NEWID_DATA: this.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString('utf8')));
    child.stderr.on('data', (part: Buffer) => (errors += part.toString('utf8')));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output, errors };
  }

  /** The token of a session as one of the sample's people. */
  async enter(person: string): Promise<string> {
    const { text } = await this.#send('/api/v1/sample-sessions', { person });
    const { token } = JSON.parse(text) as { token: string };
    return token;
  }

  async as(
    person: string,
  ): Promise<(path: string, body?: object) => Promise<{ readonly status: number; readonly text: string }>> {
    const token = await this.enter(person);
    return (path, body) => this.#send(path, body, token);
  }

  /** The id of the import that it began. */
  async uploadCsv(person: string, path: string, csv: string): Promise<string> {
    const response = await fetch(`${this.address}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'text/csv',
        'idempotency-key': crypto.randomUUID(),
        authorization: `Bearer ${await this.enter(person)}`,
      },
      body: csv,
    });
    const { import: id } = (await response.json()) as { readonly import: string };
    return id;
  }

  async #send(
    path: string,
    body?: object,
    token?: string,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(`${this.address}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: path.startsWith('/api/') ? 'application/json' : 'text/html',
        'idempotency-key': crypto.randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }
}
