import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';

import { startPlatform } from '../../../platform/src/platform.js';
import { runNewid } from '../newid.js';
import { openOperator } from '../operator/operator-client.js';

describe('newid retention', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-retention-'));
  const environment = { NEWID_DATA: join(folder, 'data'), NEWID_LOG_LEVEL: 'silent' };
  let platform: Awaited<ReturnType<typeof startPlatform>> | undefined;

  beforeAll(async () => {
    const configuration = readConfiguration({ ...environment, NEWID_PORT: '0' });
    platform = await startPlatform(configuration, openDataFolder(configuration, false));
    await fetch(`${platform.address}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'first' },
      body: JSON.stringify({
        ...{ link: await platform.setUpLink(), organisation: { en: 'Pont y Bore', cy: 'Pont y Bore' }, name: 'A1' },
      }),
    });
    const period = aPeriod({ id: '2024-Q1', opens: '2024-01-01', closes: '2024-03-31', status: 'complete' });
    const care = { waitingDays: 0, words: { en: [], cy: [] }, keepMonths: 12 };
    const { organisation: _, ...design } = aProgramme({ id: 'long-ago', periods: [period], care });
    const client = await openOperator(environment);
    const created = await client.send('POST', '/api/v1/programmes', design);
    expect(created.status).toBe(201);
    await client.close();
  }, 90_000);
  afterAll(async () => {
    await platform?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function newid(...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(given, {
      input: (async function* () {})(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment,
    });
    return { code, ...written };
  }

  it('shows what would go in counts and ids, makes the list, and lets nobody agree to their own', async () => {
    expect(await newid('retention', 'run', 'long-ago')).toMatchObject({ code: 2 });
    const file = join(folder, 'stories.csv');
    writeFileSync(
      file,
      'external_id,narrative,period,told_on,consent_audience\nL-1,A marigold,2024-Q1,2024-02-01,panel\n',
    );
    expect(await newid('import', 'stories', '--programme', 'long-ago', file)).toMatchObject({ code: 0 });
    const preview = await newid('retention', 'preview', 'long-ago');
    expect(preview.code).toBe(0);
    expect(preview.output).toContain('keeps its stories for 12 months');
    expect(preview.output).toContain(
      '2024-Q1: closed 31 March 2024, due since 31 March 2025; to go: 1; held by law: 0',
    );
    expect(preview.output).toMatch(/to go: [0-9a-f-]{36} \(L-1\)/);
    expect(preview.output).not.toContain('marigold');
    const made = await newid('retention', 'run', 'long-ago');
    expect(made.output).toContain('Nothing has gone');
    const list = /List (\S+) is made/.exec(made.output)?.[1] ?? '';
    const alone = await newid('retention', 'run', 'long-ago', '--agree', list);
    expect([alone.code, alone.errors]).toEqual([2, expect.stringContaining('cannot let its stories go alone')]);
    const json = JSON.parse((await newid('retention', 'preview', 'long-ago', '--json')).output) as object;
    expect(json).toMatchObject({ going: [{ reference: 'L-1' }], lists: [{ id: list, state: 'proposed', stories: 1 }] });
    expect(await newid('retention', 'preview', 'nowhere')).toMatchObject({ code: 2 });
    expect((await newid('retention', 'run', 'long-ago', '--agree', 'nothing')).code).toBe(2);
  }, 90_000);
});
