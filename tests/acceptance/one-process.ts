import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

import type { Place } from './place.js';

const root = rootFolderOf(import.meta.url);

/** The built platform in a process of its own, over a data folder of its own. */
export class OneProcess implements Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'newid-acceptance-'));
  readonly environment = {};
  #process: ChildProcess | undefined;
  /** Resolves when its pipes are closed, too: only then is all said. */
  #ended: Promise<unknown> | undefined;

  constructor(private readonly settings: Readonly<Record<string, string>> = {}) {}

  start(given: readonly string[], hear: (said: string) => void): Promise<string> {
    const started = spawn(process.execPath, [join(root, 'dist/bundled/platform.js'), ...given], {
      env: {
        ...{ PATH: process.env['PATH'], NEWID_DATA: this.folder, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'error' },
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = started;
    this.#ended = once(started, 'close');
    let said = '';
    return new Promise((open, failed) => {
      const listen = (part: string): void => {
        said += part;
        hear(said);
        const found = /open at (http:\S+)\/en /.exec(said)?.[1];
        if (found !== undefined) open(found);
      };
      started.stdout.setEncoding('utf8').on('data', listen);
      started.stderr.setEncoding('utf8').on('data', listen);
      started.once('close', (code) => {
        failed(new Error(`Newid ended with ${String(code)}:\n${said}`));
      });
    });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.#process?.kill(signal);
    await this.#ended;
  }

  /** Between services of one process nothing is waited for that a page does not wait for by itself. */
  async caughtUp(): Promise<void> {
    return Promise.resolve();
  }

  async remove(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    return Promise.resolve();
  }
}
