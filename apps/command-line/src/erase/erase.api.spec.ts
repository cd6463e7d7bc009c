import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';

import { startPlatform, type Platform } from '../../../platform/src/platform.js';
import { runNewid } from '../newid.js';
import { openOperator } from '../operator/operator-client.js';

const asked = ['--received', '2026-02-02', '--how', 'letter'] as const;

describe('newid erase', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-erase-'));
  const environment = { NEWID_DATA: join(folder, 'data'), NEWID_LOG_LEVEL: 'silent' };
  let platform: Platform;
  let token = '';

  beforeAll(async () => {
    const configuration = readConfiguration({ ...environment, NEWID_PORT: '0' });
    platform = await startPlatform(configuration, openDataFolder(configuration, false));
    const link = await platform.setUpLink();
    const organisation = { en: 'Pont y Bore', cy: 'Pont y Bore' };
    const set = await page('POST', '/api/v1/set-up', { link, organisation, name: 'A1' });
    token = String((set as { readonly token: string }).token);
    const period = aPeriod({ id: '2026-Q1', opens: '2026-01-01', closes: '2026-03-31' });
    const { organisation: _, ...design } = aProgramme({ id: 'telling', periods: [period] });
    const client = await openOperator(environment);
    expect((await client.send('POST', '/api/v1/programmes', design)).status).toBe(201);
    await client.close();
    const file = join(folder, 'stories.csv');
    const rows = ['S-1', 'S-2', 'S-3'].map((id) => `${id},A marigold,2026-Q1,2026-02-01,panel`);
    writeFileSync(file, ['external_id,narrative,period,told_on,consent_audience', ...rows, ''].join('\n'));
    expect((await newid({}, 'import', 'stories', '--programme', 'telling', file)).code).toBe(0);
  }, 90_000);
  afterAll(async () => {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As A1, who is no operator. */
  async function page(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${platform.address}${path}`, {
      method,
      headers: {
        ...{ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect([path, answer.status, answer.ok ? '' : text]).toEqual([path, answer.status, '']);
    return text === '' ? undefined : JSON.parse(text);
  }
  const enteredByA1 = async (reference: string, right = 'erase-story'): Promise<string> => {
    const entry = { right, reference, receivedOn: '2026-02-02', how: 'letter' };
    return String(((await page('POST', '/api/v1/rights-requests', entry)) as { readonly request: string }).request);
  };
  const isOpen = async (request: string): Promise<unknown> =>
    ((await page('GET', `/api/v1/rights-requests/${request}`)) as { readonly isOpen: unknown }).isOpen;

  async function newid(at: { readonly typed?: string }, ...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(given, {
      input: (async function* () {
        yield Buffer.from(at.typed ?? '');
      })(),
      isInteractive: at.typed !== undefined,
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment,
    });
    expect(written.output + written.errors).not.toContain('marigold');
    return { code, ...written };
  }

  it('enters an erasure and says what would go; nothing goes until somebody else confirms it', async () => {
    const entered = await newid({}, 'erase', 'story', 'S-1', ...asked);
    expect(entered.code).toBe(0);
    expect(entered.output).toMatch(
      /^Stories that go: S-1\nIts keys are destroyed: .*\nEntered: \S+\. Nothing has gone\./,
    );
    const request = /^Entered: (\S+)\./m.exec(entered.output)?.[1] ?? '';
    const alone = await newid({}, 'erase', 'confirm', request, '--yes');
    expect([alone.code, alone.errors]).toEqual([2, expect.stringContaining('Someone else has to confirm it')]);
    expect(await isOpen(request)).toBe(true);
    await page('POST', `/api/v1/rights-requests/${request}/confirmation`, {});
    const again = await newid({}, 'erase', 'confirm', request, '--yes');
    expect([again.code, again.output]).toEqual([2, '']);
    expect((await newid({}, 'erase', 'story', 'S-9', ...asked)).code).toBe(2);
  }, 60_000);

  it('confirms what somebody else entered, when it is told so, and by no other answer', async () => {
    const request = await enteredByA1('S-2');
    const scripted = await newid({}, 'erase', 'confirm', request);
    expect([scripted.code, scripted.output]).toEqual([2, '']);
    expect(scripted.errors).toMatch(/Stories that go: S-2\n(?:.*\n)*newid erase: nobody can be asked here\./);
    const by = await newid({}, 'rights', 'confirm', request);
    expect([by.code, by.errors]).toEqual([2, expect.stringContaining('nobody can be asked here')]);
    const another = await newid({ typed: 'yes\n' }, 'erase', 'confirm', request);
    expect([another.code, another.errors]).toEqual([2, expect.stringContaining('nothing was erased.')]);
    expect(await isOpen(request)).toBe(true);
    const welsh = await newid({ typed: 'dileu\n' }, 'erase', 'confirm', request, '--language', 'cy');
    expect([welsh.code, welsh.output]).toEqual([0, 'Cadarnhawyd, a dilëwyd.\n']);
    expect(welsh.errors).toContain('Straeon sy’n mynd: S-2');
    expect(await isOpen(request)).toBe(false);
  }, 60_000);

  it('erases a person without a question where yes was said before', async () => {
    const request = await enteredByA1('S-3', 'erase-person');
    const done = await newid({}, 'erase', 'confirm', request, '--yes');
    expect([done.code, done.output]).toEqual([0, 'Confirmed, and erased.\n']);
    expect(done.errors).toContain('Everything of this person is erased');
    expect((await newid({}, 'erase', 'confirm', 'nothing', '--yes')).code).toBe(2);
  }, 60_000);
});
