import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';

import { startPlatform, type Platform } from '../../../platform/src/platform.js';
import { runNewid } from '../newid.js';
import { openOperator } from '../operator/operator-client.js';
import { exportsByName } from './exports.js';

const today = new Date().toISOString().slice(0, 10);

describe('newid export', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-export-'));
  const environment = { NEWID_DATA: folder, NEWID_LOG_LEVEL: 'silent' };
  let platform: Platform;

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
    const period = aPeriod({ id: '2026-Q1', opens: '2026-01-01', closes: '2026-03-31' });
    const { organisation: _, ...design } = aProgramme({ id: 'telling', periods: [period] });
    const client = await openOperator(environment);
    expect((await client.send('POST', '/api/v1/programmes', design)).status).toBe(201);
    await client.close();
    await platform.settled();
  }, 90_000);
  afterAll(async () => {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function newid(...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(['export', ...given], {
      input: (async function* () {})(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment,
    });
    return { code, ...written };
  }

  it.each<[string, readonly string[], RegExp]>([
    ['programme', ['telling'], /^\{.*"id":"telling"/],
    ['approval-pack', ['telling'], /^# /],
    ['framework', ['telling'], /^\uFEFF?\w+,/],
    ['answers', ['telling', '--period', '2026-Q1'], /^\uFEFF?[^,\n]+,[^,\n]+,/],
    ['who-was-asked', ['telling', '2026-Q1'], /^\uFEFF?[^,\n]+,/],
    ['hours', [], /^\uFEFF?[^,\n]+,/],
    ['measures', ['telling'], /^\uFEFF?[^,\n]+,/],
    ['themes', ['telling'], /^\uFEFF?[^,\n]+,/],
    ['criteria', ['telling'], /^\uFEFF?[^,\n]+,/],
    ['audit', ['--from', today, '--to', today], /^\uFEFFat,person,act,kind,object\r\n/],
    ['breaches', [], /^\uFEFF?[^,\n]+,/],
    ['disclosures', [], /^\uFEFF?[^,\n]+,/],
  ])(
    'writes %s as the page does',
    async (name, given, shape) => {
      const { code, output, errors } = await newid(name, ...given);
      expect([code, errors]).toEqual([0, 'A server runs on this data folder: it does the work.\n']);
      expect(output).toMatch(shape);
    },
    30_000,
  );

  it('leaves in the audit that the operator took it', async () => {
    await newid('themes', 'telling');
    await platform.settled();
    const { output } = await newid('audit');
    expect(output).toMatch(/,operator,exported,themes,telling\r\n/);
  }, 30_000);

  it('speaks Welsh where it is asked to, in what it writes too', async () => {
    const [english, welsh] = [
      await newid('measures', 'telling'),
      await newid('measures', 'telling', '--language', 'cy'),
    ];
    expect(welsh.code).toBe(0);
    expect(welsh.output.split('\n')[0]).not.toBe(english.output.split('\n')[0]);
  }, 30_000);

  it('says what there is not', async () => {
    for (const given of [
      ...[
        ['minutes', 'nothing'],
        ['tally', 'nothing'],
        ['import-report', 'nothing'],
      ],
      ...[['themes', 'nothing'], ['themes', '..'], ['themes'], ['novel'], ['who-was-asked', 'telling']],
    ]) {
      const { code, output, errors } = await newid(...given);
      expect([given, code, output]).toEqual([given, 2, '']);
      expect(errors).toMatch(/newid: \S/);
    }
    expect((await newid('minutes', 'nothing')).errors).toContain('(404). There is nothing of this id here.\n');
  }, 60_000);

  it('offers every export by a name that its help explains', async () => {
    const { output } = await newid('--help');
    for (const name of Object.keys(exportsByName)) expect(output).toMatch(new RegExp(`^  ${name} .*\\S`, 'm'));
  });
});
