import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';

import { startPlatform } from '../../../platform/src/platform.js';
import { runNewid } from '../newid.js';
import { openOperator } from '../operator/operator-client.js';

describe('newid rights', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-rights-'));
  const environment = { NEWID_DATA: folder, NEWID_LOG_LEVEL: 'silent' };
  let request = '';
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  // The operator speaks for an organisation: there has to be one.
  beforeAll(async () => {
    const configuration = readConfiguration({ ...environment, NEWID_PORT: '0' });
    const platform = await startPlatform(configuration, openDataFolder(configuration, false));
    const link = await platform.setUpLink();
    await fetch(`${platform.address}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'first' },
      body: JSON.stringify({ link, organisation: { en: 'Pont y Bore', cy: 'Pont y Bore' }, name: 'A1' }),
    });
    await platform.close();
    const client = await openOperator(environment);
    const entered = await client.send('POST', '/api/v1/rights-requests', {
      ...{ right: 'complain', how: 'letter', receivedOn: '2026-01-31', words: 'Mair lost her letter' },
    });
    await client.close();
    request = String((JSON.parse(entered.text) as { readonly request: string }).request);
  }, 90_000);

  const rights = (...given: readonly string[]) => rightsWith('', ...given);
  /** With what is written on standard input. */
  async function rightsWith(said: string, ...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(['rights', ...given], {
      input: (async function* () {
        yield Buffer.from(said);
      })(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment,
    });
    // What people wrote is on the page for those who answer it, and on no terminal.
    expect(written.output + written.errors).not.toContain('Mair');
    return { code, ...written };
  }

  it('lists what is open or overdue by its date, shows one, and says what cannot be asked', async () => {
    expect(await rights('list', '--state', 'overdue')).toMatchObject({
      code: 0,
      output: `${request}: Complain; story: none; received 31 January 2026; answer due 28 February 2026; overdue\n`,
    });
    expect(await rights('list', '--state', 'done')).toMatchObject({
      code: 0,
      output: 'No request was answered yet.\n',
    });
    const shown = await rights('show', request, '--json');
    expect(JSON.parse(shown.output)).toMatchObject({
      id: request,
      right: 'complain',
      dueOn: '2026-02-28',
      isOpen: true,
    });
    expect((await rights('show', 'nothing')).code).toBe(2);
    expect((await rights('list', '--state', 'lost')).code).toBe(2);
  }, 90_000);

  it('enters what came by letter, gives it more time and answers it, with what is said by standard input alone', async () => {
    const words = 'Mair asks what is kept of her: canary';
    const entered = await rightsWith(
      words,
      'enter',
      'complain',
      '--received',
      '2026-02-02',
      '--how',
      'letter',
      '--words',
    );
    expect(entered.code).toBe(0);
    const id = /^Entered: (\S+)\n$/.exec(entered.output)?.[1] ?? '';
    expect((await rightsWith('Mair moved house', 'extend', id)).output).toBe('It has more time.\n');
    const twice = await rightsWith('Once more', 'extend', id);
    expect([twice.code, twice.output]).toEqual([2, '']);
    const lost = await rightsWith('Dear Mair', 'answer', id, '--as', 'lost');
    expect([lost.code, lost.errors.split(': ')[1]]).toEqual([2, '--as']);
    expect((await rightsWith('Dear Mair, done', 'answer', id, '--as', 'done')).output).toBe('Answered, and closed.\n');
    const shown = JSON.parse((await rights('show', id, '--json')).output) as object;
    expect(shown).toMatchObject({ id, right: 'complain', how: 'letter', receivedOn: '2026-02-02', outcome: 'done' });
    const client = await openOperator(environment);
    const kept = JSON.parse((await client.send('GET', `/api/v1/rights-requests/${id}`)).text) as object;
    await client.close();
    expect(kept).toMatchObject({ words, because: 'Mair moved house', answer: 'Dear Mair, done' });
  }, 90_000);

  it('writes a copy for whoever asked without a code into a new file of its owner alone', async () => {
    const period = aPeriod({ id: '2026-Q1', opens: '2026-01-01', closes: '2026-03-31' });
    const { organisation: _, ...design } = aProgramme({ id: 'telling', periods: [period] });
    const client = await openOperator(environment);
    expect((await client.send('POST', '/api/v1/programmes', design)).status).toBe(201);
    await client.close();
    const rows = join(folder, 'stories.csv');
    const [heads, row] = [
      'external_id,narrative,period,told_on,consent_audience',
      'S-1,Mair rode,2026-Q1,2026-02-01,panel',
    ];
    const others = ['S-2', 'S-3', 'S-4'].map((id) => `${id},Mair rode,2026-Q1,2026-02-01,partner`);
    writeFileSync(rows, `${[heads, row, ...others].join('\n')}\n`);
    const quiet = { input: (async function* () {})(), output: { write: () => true }, errors: { write: () => true } };
    await runNewid(['import', 'stories', '--programme', 'telling', rows], { ...quiet, environment });

    const by = ['--received', '2026-02-02', '--how', 'letter', '--story', 'S-1'];
    const entered = await rights('enter', 'see', ...by);
    const id = /^Entered: (\S+)\n$/.exec(entered.output)?.[1] ?? '';
    const file = join(folder, 'copy.txt');
    expect((await rights('copy', id, '--by', 'a feeling', '--to', file)).code).toBe(2);
    // What cannot be kept is not said to have been given.
    for (const unwritable of [rows, join(folder, 'no-folder', 'copy.txt')]) {
      expect((await rights('copy', id, '--by', 'trusted', '--to', unwritable)).code).toBe(2);
    }
    expect(JSON.parse((await rights('show', id, '--json')).output)).toMatchObject({ identity: null });
    expect(readFileSync(rows, 'utf8')).toContain('external_id');
    const pdf = await rights('copy', id, '--by', 'trusted', '--to', file, '--format', 'pdf');
    expect(pdf).toMatchObject({ code: 2, errors: 'newid: --format: choose text or json.\n' });
    const copied = await rights('copy', id, '--by', 'trusted', '--to', file);
    expect(copied).toMatchObject({ code: 0, output: expect.stringContaining(`The copy is in ${file}.`) as string });
    expect(readFileSync(file, 'utf8')).toContain('Mair rode');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await rights('copy', id, '--by', 'trusted', '--to', file);
    expect([again.code, again.errors]).toEqual([2, expect.stringContaining('it has to be a new file')]);
    const shown = JSON.parse((await rights('show', id, '--json')).output) as object;
    expect(shown).toMatchObject({ right: 'see', isOpen: true, identity: { how: 'trusted', by: 'operator' } });
  }, 120_000);

  it('enters each right with its month; less holds at once, more waits for the code, erasing for a second person', async () => {
    const client = await openOperator(environment);
    const listed = await client.send('GET', '/api/v1/stories?programme=telling');
    const idOf = (reference: string): string =>
      (
        JSON.parse(listed.text) as { readonly items: readonly { readonly id: string; readonly reference: string }[] }
      ).items.find((story) => story.reference === reference)?.id ?? '';
    await client.close();
    const standing = async (reference: string): Promise<unknown> => {
      const asking = await openOperator(environment);
      const { text } = await asking.send('GET', `/api/v1/stories/${idOf(reference)}`);
      await asking.close();
      return (JSON.parse(text) as { readonly withheld?: string }).withheld;
    };
    const enters = async (right: string, story: string, ...more: readonly string[]): Promise<string> => {
      const by = ['--received', '2026-01-31', '--how', 'phone', '--story', story, '--words', ...more];
      const entered = await rightsWith('Mair asked', 'enter', right, ...by);
      expect([right, entered.code, entered.errors.split('\n').length]).toEqual([right, 0, 2]);
      const id = /^Entered: (\S+)\n$/.exec(entered.output)?.[1] ?? '';
      const shown = JSON.parse((await rights('show', id, '--json')).output) as object;
      expect(shown).toMatchObject({ right, dueOn: '2026-02-28', how: 'phone', enteredBy: 'operator' });
      return (shown as { readonly isOpen: boolean }).isOpen ? 'open' : 'done';
    };
    expect(await enters('correct', 'S-2')).toBe('open');
    expect(await enters('leave-out', 'S-2')).toBe('open');
    expect(await standing('S-2')).toBeUndefined();
    expect(await enters('narrow', 'S-2', '--audiences', 'panel', '--without-name')).toBe('done');
    expect(await standing('S-2')).toBe('not-consented');
    expect(await enters('pause', 'S-2')).toBe('done');
    expect(await standing('S-2')).toBe('frozen');
    expect(await enters('resume', 'S-2')).toBe('open');
    expect(await standing('S-2')).toBe('frozen');
    expect(await enters('withdraw', 'S-3')).toBe('done');
    expect(await standing('S-3')).toBe('withdrawn');
    expect(await enters('erase-story', 'S-4')).toBe('open');
    expect(await enters('erase-person', 'S-4')).toBe('open');
    expect(await standing('S-4')).toBeUndefined();
    expect(await enters('object', 'S-4')).toBe('open');
    expect(await standing('S-4')).toBe('frozen');
  }, 120_000);

  it('says what was not taken: a right that is none, a story that is not there, what nobody else entered', async () => {
    const by = ['--received', '2026-02-02', '--how', 'letter'];
    for (const given of [
      ['enter', 'everything', ...by],
      ['enter', 'withdraw', ...by, '--story', 'DN-nowhere'],
      ['enter', 'narrow', ...by, '--story', 'DN-nowhere', '--audiences', 'panel, everybody', '--without-name'],
      ['confirm', 'nothing'],
      ['confirm', request, '--yes'],
    ]) {
      const { code, output, errors } = await rights(...given);
      expect([given, code, output]).toEqual([given, 2, '']);
      expect(errors).toMatch(/newid: it was not done \(4\d\d\)\. \S/);
    }
  }, 120_000);
});
