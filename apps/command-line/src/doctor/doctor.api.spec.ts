import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startMailServer } from '../../../../libs/mail/testing/mail-server.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';
import { lockFolder } from '#sqlite/folder-lock.js';

import { startPlatform } from '../../../platform/src/platform.js';
import { runNewid } from '../newid.js';
import { nodeFound } from './look-at-machine.js';

describe('newid doctor', () => {
  const made = mkdtempSync(join(tmpdir(), 'newid-doctor-'));
  const whole = join(made, 'whole');
  let data = '';
  let copies = 0;
  const environment = { NEWID_DATA: whole, NEWID_LOG_LEVEL: 'silent' };
  afterAll(() => {
    rmSync(made, { recursive: true, force: true });
  });

  beforeAll(async () => {
    const configuration = readConfiguration({ ...environment, NEWID_PORT: '0' });
    const platform = await startPlatform(configuration, openDataFolder(configuration, false));
    await fetch(`${platform.address}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'first' },
      body: JSON.stringify({
        ...{ link: await platform.setUpLink(), organisation: { en: 'Pont y Bore', cy: 'Pont y Bore' }, name: 'A1' },
      }),
    });
    await platform.settled();
    await platform.close();
  }, 90_000);
  /** Each on a house of its own. */
  beforeEach(() => {
    data = join(made, `data-${String((copies += 1))}`);
    cpSync(whole, data, { recursive: true });
    chmodSync(data, 0o700);
  });

  async function doctor(more: Readonly<Record<string, string>> = {}, ...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(['doctor', ...given], {
      input: (async function* () {})(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment: { NEWID_DATA: data, NEWID_LOG_LEVEL: 'silent', ...more },
    });
    return { code, ...written };
  }

  it('finds nothing wrong in a house that is well, and changes nothing in it', async () => {
    const { code, output } = await doctor();
    expect([code, output.match(/^WRONG: .*$/gm)]).toEqual([0, null]);
    expect(output).toMatch(/^well: Node\.js \d+/);
    expect(output).toContain(`well: the master key ${join(data, 'master.key')} opens every epoch key: 1\n`);
    expect(output).toContain('well: no server runs on this data folder');
    expect(output).toMatch(/^well: services that run: 5; read models and followers that keep up: [1-9]\d*$/m);
    expect(output).toMatch(/^look at this: no backup was looked at\./m);
    expect(output.endsWith('Nothing is wrong.\n')).toBe(true);
    expect(existsSync(join(data, 'keys', 'epoch-2.key'))).toBe(false);
  }, 60_000);

  it('asks a server that runs, and says it as JSON', async () => {
    const configuration = readConfiguration({ NEWID_DATA: data, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'silent' });
    const platform = await startPlatform(configuration, openDataFolder(configuration, false));
    try {
      const { code, output } = await doctor({}, '--json');
      const told = JSON.parse(output) as {
        readonly isWell: boolean;
        readonly findings: readonly { readonly state: string; readonly found: string; readonly says: string }[];
      };
      expect([code, told.isWell]).toEqual([0, true]);
      expect(told.findings.map(({ found }) => found)).toEqual(expect.arrayContaining(['running', 'services', 'space']));
    } finally {
      await platform.close();
    }
  }, 60_000);

  it.each<[string, () => void, RegExp]>([
    [
      'a master key that is gone',
      () => {
        renameSync(join(data, 'master.key'), join(data, 'elsewhere'));
      },
      /^WRONG: master-key-missing: There is no file .*master\.key, but there is data sealed with a master key/m,
    ],
    [
      'a master key that is another',
      () => {
        writeFileSync(join(data, 'master.key'), 'ab'.repeat(32));
      },
      /^WRONG: .*epoch-1\.key/m,
    ],
    [
      'epoch keys that are gone',
      () => {
        rmSync(join(data, 'keys', 'epoch-1.key'));
      },
      /^WRONG: there is no epoch key in /m,
    ],
    [
      'a database that was cut',
      () => {
        const file = join(data, 'story-submission.db');
        // What stands in its journal would mend it.
        for (const beside of ['-wal', '-shm']) rmSync(`${file}${beside}`, { force: true });
        const bytes = readFileSync(file);
        bytes.fill(7, 0, Math.min(bytes.length, 3_000));
        writeFileSync(file, bytes);
      },
      /^WRONG: story-submission\.db is damaged/m,
    ],
    [
      'a clock that went back',
      () => {
        const inAnHour = Date.now() / 1_000 + 3_600;
        utimesSync(join(data, 'vault.db'), inAnHour, inAnHour);
      },
      /^WRONG: the clock says .* files in the data folder are 3,?\d{3} seconds ahead of it/m,
    ],
  ])(
    'finds %s',
    async (_, harm, said) => {
      harm();
      const { code, output } = await doctor();
      expect(output).toMatch(said);
      expect([code, output.match(/^Things that are wrong: .*$/m)?.[0]]).toEqual([1, 'Things that are wrong: 1']);
    },
    60_000,
  );

  it('names each bad variable, and what is not there', async () => {
    const bad = await doctor({ NEWID_PORT: 'many', NEWID_HOUSE: 'x' });
    expect(bad.code).toBe(1);
    expect(bad.output).toMatch(/^WRONG: NEWID_PORT has to be a whole number from 0 to 65535\.$/m);
    expect(bad.output).toMatch(/^WRONG: NEWID_HOUSE is not a variable of Newid/m);
    const absent = join(made, 'absent');
    const none = await doctor({ NEWID_DATA: absent });
    expect([none.code, existsSync(absent)]).toEqual([1, false]);
    expect(none.output).toContain(`WRONG: there is no folder ${absent}.`);
    const welsh = await doctor({ NEWID_DATA: absent }, '--language', 'cy');
    expect(welsh.output).toContain(`O’I LE: nid oes ffolder ${absent}.`);
    expect(welsh.output).not.toMatch(/\b(?:the|there|folder is)\b/);
  }, 60_000);

  it('says who else may look into the folder and the key', async () => {
    chmodSync(data, 0o755);
    chmodSync(join(data, 'master.key'), 0o644);
    const { code, output } = await doctor();
    expect(code).toBe(0);
    expect(output).toContain(`look at this: others on this machine may look into the data folder ${data} (mode 755)`);
    expect(output).toContain(`may read ${join(data, 'master.key')} (mode 644)`);
  }, 60_000);

  it('greets the mail server and the scanner, and says which of them is away', async () => {
    const server = await startMailServer();
    const there = await doctor({ NEWID_SMTP_URL: `smtp://127.0.0.1:${String(server.port)}` });
    await server.close();
    expect(there.output).toContain(`well: the mail server answers: 127.0.0.1, port ${String(server.port)}`);
    expect(await server.arrived()).toEqual([]);
    const nobody = await closedPort();
    const away = await doctor({
      NEWID_SMTP_URL: `smtp://127.0.0.1:${String(nobody)}`,
      NEWID_CLAMD: `127.0.0.1:${String(nobody)}`,
    });
    expect(away.code).toBe(1);
    expect(away.output).toMatch(/^WRONG: the mail server does not answer: /m);
    expect(away.output).toMatch(/^WRONG: the virus scanner does not answer: /m);
  }, 60_000);

  it('says that nobody has set Newid up yet', async () => {
    const fresh = join(made, 'fresh');
    const configuration = readConfiguration({ NEWID_DATA: fresh, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'silent' });
    await (await startPlatform(configuration, openDataFolder(configuration, false))).close();
    const { code, output } = await doctor({ NEWID_DATA: fresh });
    expect([code, output]).toEqual([0, expect.stringMatching(/^look at this: Newid is not set up yet/m)]);
  }, 60_000);

  it('says what stands still, what is behind, which service is not there, and that nobody answers', async () => {
    const lock = lockFolder(data);
    try {
      const silent = await doctor();
      expect(silent.code).toBe(1);
      expect(silent.output).toMatch(/^WRONG: a process holds this data folder and does not answer/m);
      const part = { position: 1, lag: 0, condition: 'following' };
      const answers: Readonly<Record<string, object>> = {
        '/api/v1/operations/condition': {
          parts: [
            ...['identity-access', 'programme-design', 'panel-review'].map((service) => ({
              ...part,
              service,
              name: 'n',
            })),
            { ...part, service: 'story-submission', name: 'stories', condition: 'stopped', lag: 3 },
            { ...part, service: 'story-submission', name: 'outbox', condition: 'waiting', lag: 1_000 },
          ],
        },
        '/api/v1/operations/parked': {
          parked: [{ group: 'panel-review', topic: 'newid.story-submission', subject: 'story/1', because: 'Error' }],
        },
      };
      const server = createHttpServer((request, response) => {
        response.end(JSON.stringify(answers[request.url ?? '']));
      });
      await new Promise<void>((done) => server.listen(join(data, 'operator.sock'), done));
      const { code, output } = await doctor();
      await new Promise((done) => server.close(done));
      expect([code, output.split('\n').filter((line) => /story-submission|impact|story\/1/.test(line))]).toEqual([
        1,
        [
          'look at this: impact-reporting does not run on this machine with this folder. Start it, or look where it runs.',
          'WRONG: stories of story-submission stands still: an event failed, and the log says which. Restart it after an upgrade, or report it.',
          'look at this: outbox of story-submission is behind; commits: 1,000. Pages may show an old state.',
          'WRONG: a stream stands still: story/1, before panel-review. See: newid events parked',
        ],
      ]);
    } finally {
      lock.release();
    }
  }, 60_000);

  it('looks at a backup that is named, and refuses half a one', async () => {
    const places = [
      '--data',
      join(data, '..', `saved-${String(copies)}`),
      '--keys',
      join(made, `keys-${String(copies)}`),
    ];
    expect((await doctor({}, ...places)).output).toMatch(/^WRONG: .* does not hold the data of a backup/m);
    const quiet = { write: () => undefined };
    const terminal = { input: (async function* () {})(), output: quiet, errors: quiet };
    await runNewid(['backup', ...places], {
      ...terminal,
      environment: { NEWID_DATA: data, NEWID_LOG_LEVEL: 'silent' },
    });
    expect((await doctor({}, ...places)).output).toMatch(/^well: the backup of \S+ is there, data and keys$/m);
    expect(await doctor({}, ...places.slice(0, 2))).toMatchObject({ code: 2, output: '' });
  }, 60_000);

  it.each([
    ['20.18.9', 'wrong'],
    ['20.19.0', 'well'],
    ['21.7.3', 'wrong'],
    ['22.13.1', 'wrong'],
    ['22.14.0', 'well'],
    ['23.1.0', 'wrong'],
    ['26.0.0', 'well'],
  ])('calls Node.js %s %s', (version, state) => {
    expect(nodeFound(version).state).toBe(state);
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((done) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : 0);
    }),
  );
  await new Promise((done) => server.close(done));
  return port;
}
