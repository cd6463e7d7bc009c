import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';
import { Database } from '#sqlite/database.js';

import { startPlatform } from '../../../platform/src/platform.js';
import { runNewid } from '../newid.js';

describe('newid verify, newid rebuild and newid report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-verify-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  // An organisation and its first account: a few commits, and read models of them.
  beforeAll(async () => {
    const configuration = readConfiguration({ NEWID_DATA: folder, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'silent' });
    const platform = await startPlatform(configuration, openDataFolder(configuration, false));
    const answer = await fetch(`${platform.address}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'first' },
      body: JSON.stringify({
        ...{ link: await platform.setUpLink(), name: 'A1' },
        organisation: { en: 'Pont y Bore', cy: 'Pont y Bore' },
      }),
    });
    expect(answer.status).toBe(201);
    await platform.settled();
    await platform.close();
  }, 60_000);

  const newid = (...given: readonly string[]) => newidOn(folder, ...given);
  async function newidOn(data: string, ...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(given, {
      input: (async function* () {})(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment: { NEWID_DATA: data, NEWID_LOG_LEVEL: 'silent' },
    });
    return { code, ...written };
  }

  /** As somebody who holds the folder could, with no server on it. */
  function change(work: (database: Database) => void): void {
    const database = new Database(join(folder, 'identity-access.db'));
    try {
      work(database);
    } finally {
      database.close();
    }
  }

  it('end with 0 where the stores are whole, and every read model is built again as it was', async () => {
    const verified = await newid('verify');
    expect(verified).toMatchObject({ code: 0, errors: expect.stringContaining('No server runs') as string });
    expect(verified.output).toMatch(/^identity-access: [1-9]\d* commits, 0 flaws$/m);
    expect(verified.output).toMatch(/^The store is whole\.$/m);
    const rebuilt = await newid('rebuild');
    expect(rebuilt.code).toBe(0);
    expect(rebuilt.output).toMatch(/^identity-access, \S+: the same, byte for byte$/m);
    expect(rebuilt.output).not.toContain('DIFFERENT');
  }, 60_000);

  it('end with 1 where a read model was not what its events make it, and with 0 once it was built again', async () => {
    let changed = '';
    change((database) => {
      const tables = database.tuples<[string]>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
      for (const [name] of tables.filter(([each]) => each.includes('#'))) {
        const { changes } = database.statement(`UPDATE "${name}" SET document = '{"id":"planted"}'`).run();
        if (changes > 0) changed = name.slice(0, name.indexOf('@'));
        if (changed !== '') return;
      }
    });
    const found = await newid('rebuild');
    expect([found.code, found.output.match(/^.*DIFFERENT.*$/gm)]).toEqual([
      1,
      [`identity-access, ${changed}: DIFFERENT from before`],
    ]);
    expect((await newid('rebuild', '--json')).code).toBe(0);
  }, 60_000);

  it('say what there is no report of, and which formats there are', async () => {
    const of = ['--programme', 'none', '--period', 'none'];
    const format = await newid('report', ...of, '--format', 'pdf');
    expect(format).toMatchObject({ code: 2, output: '', errors: 'newid: --format: choose html, csv or json.\n' });
    const none = await newid('report', ...of, '--format', 'json');
    expect(none).toMatchObject({ code: 2, output: '' });
    expect(none.errors).toMatch(/^newid: it was not done \(404\)\. \S/m);
  }, 60_000);

  it.each([
    ['verify', 'verify'],
    ['rebuild', 'rebuild'],
    ['every command that asks for an organisation', 'user', 'list'],
    ['the register', 'rights', 'list'],
    ['the report', 'report', '--programme', 'none', '--period', 'none'],
  ])(
    'say, as does %s, that nobody has set Newid up yet',
    async (_, ...given) => {
      const fresh = mkdtempSync(join(tmpdir(), 'newid-fresh-'));
      try {
        const absent = join(fresh, 'mistyped');
        expect(await newidOn(absent, ...given)).toMatchObject({
          ...{ code: 2, output: '' },
          errors: expect.stringContaining(`There is no data of Newid in ${absent}.`) as string,
        });
        expect(existsSync(absent)).toBe(false);
        const configuration = readConfiguration({ NEWID_DATA: fresh, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'silent' });
        await (await startPlatform(configuration, openDataFolder(configuration, false))).close();
        const { code, output, errors } = await newidOn(fresh, ...given);
        expect([code, output]).toEqual([2, '']);
        expect(errors).toMatch(/^newid: Newid is not set up yet: /m);
      } finally {
        rmSync(fresh, { recursive: true, force: true });
      }
    },
    60_000,
  );

  it('end with 1 where a commit was changed, with the service and the flaw', async () => {
    change((database) => {
      database.statement("UPDATE commits SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE id = 1").run();
    });
    const verified = await newid('verify', '--language', 'cy');
    expect(verified.code).toBe(1);
    expect(verified.output).toMatch(/^ {2}\{"flaw":"hash-broken"/m);
    const asJson = await newid('verify', '--json');
    expect(asJson.code).toBe(1);
    const { isWhole, services } = JSON.parse(asJson.output) as {
      readonly isWhole: boolean;
      readonly services: readonly { readonly service: string; readonly flaws: readonly object[] }[];
    };
    expect([isWhole, services.filter(({ flaws }) => flaws.length > 0).map(({ service }) => service)]).toEqual([
      false,
      ['identity-access'],
    ]);
  }, 60_000);
});
