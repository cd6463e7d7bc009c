import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { rootFolderOf } from '#web/source-folder.js';

import { RunningNewid } from '../acceptance/running-newid.js';

/** Twenty at length. */
const kills = process.env['TESTED_IN_FULL'] === '1' ? 20 : 8;
const patience = kills * 60_000;
/** Some seconds of work on a slow machine, so that there is a middle to be killed in. */
const storiesInFile = 2_000;
const programme = 'dweud-y-newid-2026';

interface Seen {
  readonly state: 'running' | 'ended' | 'failed';
  readonly counts: Readonly<Record<string, number>> | null;
  readonly progress: { readonly rows: number } | null;
}

const referencesOf = (file: number): readonly string[] =>
  Array.from({ length: storiesInFile }, (_, index) => `K${String(file)}-${String(index)}`);

function fileOf(number: number): string {
  const rows = referencesOf(number).map(
    (reference) => `${reference},"The story of ${reference}, told, on a bus",panel,2026-Q1,2026-02-03`,
  );
  return ['external_id,narrative,consent_audience,period,told_on', ...rows, ''].join('\n');
}

/** Newid with its data folder, and what one does with it between its kills. */
class KilledNewid {
  readonly #newid = new RunningNewid();
  #token = '';

  async start(): Promise<void> {
    await this.#newid.start();
    if (this.#token === '') this.#token = await this.#newid.enter('E1');
  }

  async import(text: string): Promise<string> {
    const response = await this.#fetch(`/api/v1/programmes/${programme}/imports`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'idempotency-key': crypto.randomUUID() },
      body: text,
    });
    expect(response.status).toBe(202);
    return ((await response.json()) as { readonly import: string }).import;
  }

  async see(id: string): Promise<Seen> {
    const response = await this.#fetch(`/api/v1/imports/${id}`);
    expect(response.status).toBe(200);
    return (await response.json()) as Seen;
  }

  /** Resolves as soon as so many rows are seen to be done, or when it is over. */
  async reaches(id: string, rows: number): Promise<Seen> {
    for (;;) {
      const seen = await this.see(id);
      if (seen.state !== 'running' || (seen.progress?.rows ?? 0) >= rows) return seen;
      await setTimeout(10);
    }
  }

  async listed(): Promise<readonly string[]> {
    const references: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const response = await this.#fetch(`/api/v1/stories?programme=${programme}&order=reference${after}`);
      const page = (await response.json()) as {
        readonly items: readonly { readonly reference: string }[];
        readonly next: string | null;
      };
      references.push(...page.items.map(({ reference }) => reference));
      next = page.next;
    }
    return references.filter((reference) => reference.startsWith('K'));
  }

  kill(): Promise<void> {
    return this.#newid.stop('SIGKILL');
  }

  /** What `newid verify` asks of a server that runs, without a process of its own for each question. */
  async isWhole(): Promise<boolean> {
    const { isWhole } = JSON.parse(await this.#asOperator('/api/v1/operations/verifications')) as {
      readonly isWhole: boolean;
    };
    return isWhole;
  }

  verify() {
    return this.#newid.command('verify');
  }

  #asOperator(path: string): Promise<string> {
    return new Promise((done, failed) => {
      const asked = request({
        socketPath: join(this.#newid.folder, 'operator.sock'),
        path,
        method: 'POST',
        agent: false,
        headers: { host: 'localhost', accept: 'application/json', 'idempotency-key': crypto.randomUUID() },
      });
      asked.on('error', failed);
      asked.on('response', (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => {
          done(text);
        });
      });
      asked.end();
    });
  }

  async end(): Promise<void> {
    await this.#newid.stop('SIGTERM');
    await this.#newid.remove();
  }

  #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.#newid.address}${path}`, {
      ...init,
      headers: { accept: 'application/json', authorization: `Bearer ${this.#token}`, ...init.headers },
    });
  }
}

describe('an import in a Newid that is killed again and again', () => {
  const newid = new KilledNewid();
  beforeAll(async () => {
    expect(existsSync(join(rootFolderOf(import.meta.url), 'dist/bundled/platform.js'))).toBe(true);
    await newid.start();
  }, 60_000);
  afterAll(() => newid.end());

  it(
    `is whole after each of ${String(kills)} kills, and ends with every story there exactly once`,
    async () => {
      let file = 0;
      let id = '';
      for (let kill = 0; kill < kills; kill += 1) {
        // From the very first row to the last, and then another file: the machine says how many imports that takes.
        if (id === '' || (await newid.see(id)).state !== 'running') {
          file += 1;
          id = await newid.import(fileOf(file));
        }
        const wanted = Math.floor(((kill % 10) / 10) * storiesInFile);
        await newid.reaches(id, wanted);
        await newid.kill();
        await newid.start();
        expect(await newid.isWhole()).toBe(true);
        const listed = await newid.listed();
        expect(new Set(listed).size).toBe(listed.length);
        // All of an import or nothing of it.
        expect(listed.length % storiesInFile).toBe(0);
      }
      const ended = await newid.reaches(id, Number.POSITIVE_INFINITY);
      expect(ended).toMatchObject({
        state: 'ended',
        counts: { rows: storiesInFile, rejected: 0, alreadyThere: 0 },
      });
      const { output, code } = await newid.verify();
      expect([output.trimEnd().split('\n').at(-1), code]).toEqual(['The store is whole.', 0]);
      const expected = Array.from({ length: file }, (_, index) => referencesOf(index + 1)).flat();
      expect([...(await newid.listed())].sort()).toEqual([...expected].sort());
    },
    patience,
  );
});
