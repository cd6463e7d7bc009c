import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';

import { startPlatform, type Platform } from '../../../platform/src/platform.js';
import { runNewid } from '../newid.js';

const password = 'seven grey herons on the weir';

describe('newid user', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-user-'));
  const environment = { NEWID_DATA: folder, NEWID_LOG_LEVEL: 'silent' };
  let platform: Platform;

  beforeAll(async () => {
    const configuration = readConfiguration({ ...environment, NEWID_PORT: '0' });
    platform = await startPlatform(configuration, openDataFolder(configuration, false));
    const set = await post('/api/v1/set-up', {
      ...{ link: await platform.setUpLink(), name: 'Ffion Canary' },
      organisation: { en: 'Pont y Bore', cy: 'Pont y Bore' },
      personId: 'A1',
    });
    expect(set.status).toBe(201);
  }, 90_000);
  afterAll(async () => {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${platform.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });

  async function user(said: string, ...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(['user', ...given], {
      input: (async function* () {
        yield Buffer.from(said);
      })(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment: { ...environment, NEWID_ORIGIN: 'https://stories.example' },
    });
    return { code, ...written };
  }
  const tokenIn = (output: string): string =>
    /https:\/\/stories\.example\/(?:en|cy)\/links\/(\S+)\n/.exec(output)?.[1] ?? '';
  const isLetIn = async (token: string): Promise<boolean> => {
    const answer = await fetch(`${platform.address}/api/v1/people`, { headers: { authorization: `Bearer ${token}` } });
    return answer.status === 200;
  };
  const choosePassword = (token: string, more: object = {}): Promise<Response> =>
    post(`/api/v1/links/${token}`, { password, ...more });

  it('lets the only administrator in again, whose way in is lost, and ends what was there before', async () => {
    const found = await user('', 'list', '--role', 'administrator');
    expect(found).toMatchObject({ code: 0, output: 'A1: administrator; account: invited, not used yet\n' });
    expect(found.errors).toContain('A server runs on this data folder');
    const first = tokenIn((await user('', 'link', 'A1')).output);
    const chosen = await choosePassword(first, { signInName: 'ffion@pont-y-bore.example' });
    const { token } = (await chosen.json()) as { readonly token: string };
    expect(await isLetIn(token)).toBe(true);
    expect((await user('', 'list')).output).toBe('A1: administrator; account: used\n');

    const out = await user('', 'end-sessions', 'A1');
    expect([out.code, out.output]).toEqual([0, 'Their sessions have ended.\n']);
    expect(await isLetIn(token)).toBe(false);
    const again = await post('/api/v1/sessions', { name: 'ffion@pont-y-bore.example', password });
    const { token: second } = (await again.json()) as { readonly token: string };
    expect(await isLetIn(second)).toBe(true);

    const lost = await user('', 'link', 'A1', '--without-second-step');
    expect([lost.code, tokenIn(lost.output)]).toEqual([0, expect.stringMatching(/^\S{40,}$/)]);
    expect(lost.output).toContain('their sessions have ended');
    expect(await isLetIn(second)).toBe(false);
    const older = tokenIn((await user('', 'link', 'A1')).output);
    const newest = tokenIn((await user('', 'link', 'A1')).output);
    expect((await choosePassword(older)).status).toBeGreaterThanOrEqual(400);
    expect((await choosePassword(newest, { password: 'nine white swans over the lake' })).status).toBeLessThan(300);
  }, 60_000);

  it('adds a person whose name comes by standard input, and shows it where names are asked for alone', async () => {
    const added = await user(
      'Sioned\u001b[2J\u202e Canary\n',
      'add',
      '--role',
      'panel-member:telling:ward',
      'evaluator',
    );
    expect(added).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^Added: \S+\nGive them this link/) as string,
    });
    const person = /^Added: (\S+)/.exec(added.output)?.[1] ?? '';
    const listed = await user('', 'list', '--role', 'evaluator');
    expect(listed.output).toBe(`${person}: panel-member:telling:ward and evaluator; account: invited, not used yet\n`);
    const json = await user('', 'list', '--json');
    expect(json.output + added.output).not.toContain('Canary');
    expect((await user('', 'list', '--names', '--role', 'evaluator')).output).toContain('; name: Sioned[2J Canary\n');

    expect(await user('', 'give', person, 'facilitator')).toMatchObject({ code: 0 });
    expect((await user('', 'give', person, 'facilitator')).output).toBe('They hold this role already.\n');
    expect(await user('', 'take', person, 'evaluator')).toMatchObject({ code: 0 });
    expect((await user('', 'list', '--role', 'facilitator')).output).toContain(
      `${person}: panel-member:telling:ward and facilitator;`,
    );
    expect(await user('', 'close', person)).toMatchObject({ code: 0 });
    expect((await user('', 'list', '--account', 'closed')).output).toContain(`${person}: `);
    expect((await user('', 'link', person)).code).toBe(2);
    expect(await user('', 'reopen', person)).toMatchObject({ code: 0 });
    expect((await user('', 'list', '--account', 'closed')).output).toBe('Nobody.\n');
  }, 60_000);

  it('keeps the last administrator, and says what it cannot take, in the language that was asked for', async () => {
    for (const [said, ...given] of [
      ['', 'take', 'A1', 'administrator'],
      ['', 'close', 'A1'],
      ['', 'end-sessions', 'nobody'],
      ['', 'give', 'nobody', 'evaluator'],
      ['', 'give', 'A1', 'queen'],
      ['', 'give', 'A1', 'panel-member:a:b:c'],
      ['\n', 'add', '--role', 'evaluator'],
      ['Sioned\n', 'add', '--role', 'evaluator', '--invite'],
      ['', 'list', '--role', 'queen'],
      ['', 'list', '--account', 'lost'],
      ['', 'link', '..'],
    ]) {
      const { code, output, errors } = await user(said ?? '', ...given);
      expect([given, code, output]).toEqual([given, 2, '']);
      expect(errors).toMatch(/^newid(?: user)?: \S/m);
    }
    const welsh = await user('', 'take', 'A1', 'administrator', '--language', 'cy');
    expect(welsh.errors).toContain('newid: ni wnaed hyn (4');
    expect(welsh.errors).not.toMatch(/administrator|last/);
    expect((await user('', 'list', '--role', 'administrator')).output).toContain('A1: administrator');
  }, 60_000);
});
