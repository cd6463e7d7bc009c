import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { Rebuild, Verification } from '#service-kit/operations/operations.api.js';
import { rootFolderOf } from '#web/source-folder.js';

import { OneProcess } from './one-process.js';
import type { Place } from './place.js';

const root = rootFolderOf(import.meta.url);

/** Stack traces of several failures. */
const charactersOfTheEnd = 20_000;
const comesWithinMs = 500;

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function answerOf<Answer>({ output, errors }: Ended): Answer {
  if (output === '') throw new Error(errors);
  return JSON.parse(output) as Answer;
}

/** The built Newid, as its users and its operator meet it. */
export class RunningNewid {
  address = '';
  said = '';

  constructor(private readonly place: Place = new OneProcess()) {}

  get folder(): string {
    return this.place.folder;
  }

  /** Resolves when it says that it is open, sample loaded. */
  async start(...given: readonly string[]): Promise<void> {
    this.said = '';
    this.address = await this.place.start(given, (said) => {
      this.said = said;
    });
  }

  /** The end of what it said, for whoever finds that it failed: the line about an answer may come after the answer. */
  async lastSaid(): Promise<string> {
    await setTimeout(comesWithinMs);
    return this.said.slice(-charactersOfTheEnd);
  }

  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    return this.place.stop(signal);
  }

  caughtUp(): Promise<void> {
    return this.place.caughtUp();
  }

  remove(): Promise<void> {
    return this.place.remove();
  }

  /** The `newid` command on this data folder. */
  async command(...given: readonly string[]): Promise<Ended> {
    const child = spawn(process.execPath, [join(root, 'bin/newid.mjs'), ...given], {
      env: { PATH: process.env['PATH'], NEWID_DATA: this.folder, ...this.place.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (output += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (errors += part));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output, errors };
  }

  /** By chains, log and versions, and by building every view anew: nothing, where all is whole. */
  async foundWrong(): Promise<readonly unknown[]> {
    const verified = await this.command('verify', '--json');
    const { services } = answerOf<Verification>(verified);
    const rebuilt = await this.command('rebuild', '--json');
    const { readModels } = answerOf<Rebuild>(rebuilt);
    const wrong = [
      ...services.filter(({ flaws }) => flaws.length > 0),
      ...readModels.filter(({ before, after }) => before !== after),
    ];
    expect([services.length, readModels.length].every((each) => each > 0)).toBe(true);
    expect([verified.code, rebuilt.code].every((code) => code === 0)).toBe(wrong.length === 0);
    return wrong;
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
