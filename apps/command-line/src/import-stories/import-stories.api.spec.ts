import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';
import { rootFolderOf } from '#web/source-folder.js';

import { startPlatform } from '../../../platform/src/platform.js';
import { loadSample } from '../../../platform/src/sample/load-sample.js';
import { runNewid } from '../newid.js';
import type { Terminal } from '../terminal.js';

const samples = join(rootFolderOf(import.meta.url), 'samples');
const programme = (JSON.parse(readFileSync(join(samples, 'programme.json'), 'utf8')) as { readonly id: string }).id;

interface Report {
  readonly state: string;
  readonly format: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly fileWarnings: readonly { readonly reason: string; readonly why: string }[];
  readonly refusals: readonly { readonly refusal: string; readonly why: string }[];
  readonly rows: readonly {
    readonly line: number;
    readonly lastLine: number;
    readonly externalId: string;
    readonly do: string;
    readonly reason: string;
    readonly why: string;
  }[];
}

describe('newid import stories', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-import-'));
  const data = join(folder, 'data');
  const starts = async () => {
    const configuration = readConfiguration({ NEWID_DATA: data, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'error' });
    return startPlatform(configuration, openDataFolder(configuration, true));
  };

  let platform: Awaited<ReturnType<typeof starts>> | undefined;
  beforeAll(async () => {
    platform = await starts();
    await loadSample(platform.address, await platform.setUpLink(), () => undefined);
  }, 60_000);
  afterAll(async () => {
    await platform?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function imports(terminal: Pick<Terminal, 'screen'>, ...given: readonly string[]) {
    const written = { output: '', errors: '' };
    const code = await runNewid(['import', 'stories', ...given], {
      input: (async function* () {})(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment: { NEWID_DATA: data },
      ...terminal,
    });
    return { code, ...written };
  }
  const importsAsJson = async (...given: readonly string[]): Promise<Report> => {
    const { code, output, errors } = await imports({}, ...given, '--json');
    expect([code, errors]).toEqual([0, 'A server runs on this data folder: it does the work.\n']);
    return JSON.parse(output) as Report;
  };
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('gives for the hostile file exactly what was written down beforehand, on a check and for good', async () => {
    const expected = JSON.parse(readFileSync(join(samples, 'hostile.expected.json'), 'utf8')) as {
      readonly rows: readonly {
        readonly line: number;
        readonly last_line: number;
        readonly external_id: string;
        readonly do: string;
        readonly reason: string;
      }[];
      readonly file_warnings: readonly { readonly reason: string }[];
      readonly totals: Readonly<Record<'rows' | 'accept' | 'accept_with_warning' | 'reject', number>>;
    };
    const hostile = ['--programme', programme, join(samples, 'hostile.csv')];
    const [check, imported] = [await importsAsJson(...hostile, '--dry-run'), await importsAsJson(...hostile)];
    for (const report of [check, imported]) {
      expect(
        report.rows.map(({ line, lastLine, externalId, do: fate, reason }) => ({
          line,
          last_line: lastLine,
          external_id: externalId,
          do: fate,
          reason,
        })),
      ).toEqual(
        expected.rows.map(({ line, last_line, external_id, do: fate, reason }) => ({
          line,
          last_line,
          external_id,
          do: fate,
          reason,
        })),
      );
      expect(report.fileWarnings.map(({ reason }) => reason)).toEqual(
        expected.file_warnings.map(({ reason }) => reason),
      );
      expect(report.counts).toEqual({
        rows: expected.totals.rows,
        accepted: expected.totals.accept,
        acceptedWithWarning: expected.totals.accept_with_warning,
        rejected: expected.totals.reject,
        alreadyThere: 0,
      });
    }
  }, 30_000);

  it('takes an export of KoboToolbox for what it is, and adds nothing the second time', async () => {
    const kobo = ['--programme', programme, join(samples, 'kobo-export.csv')];
    const first = await importsAsJson(...kobo);
    expect(first).toMatchObject({ format: 'kobo', counts: { rows: 25, alreadyThere: 0 } });
    const taken = Number(first.counts['accepted']) + Number(first.counts['acceptedWithWarning']);
    expect(taken).toBeGreaterThan(0);
    const second = await importsAsJson(...kobo);
    expect(second.counts).toMatchObject({ rows: 25, accepted: 0, acceptedWithWarning: 0, alreadyThere: taken });
  }, 30_000);

  it('says in either language what became of each row', async () => {
    const path = file(
      'two.csv',
      'external_id,narrative,consent_audience,period,told_on\nT-1,A story,panel,2026-Q1,2026-02-03\nT-2,Another,,2026-Q1,2026-02-03\n',
    );
    const english = await imports({}, path, '--programme', programme, '--dry-run');
    expect([english.code, english.errors]).toEqual([0, 'A server runs on this data folder: it does the work.\n']);
    const [taken = '', rejected, sum] = english.output.trimEnd().split('\n');
    expect(taken).toMatch(/^line 2: taken, look at it: /);
    expect(rejected).toBe('line 3: not taken: No answer says who may read the story. No answer is not a yes.');
    expect(sum).toBe(
      'This was a check: no story was brought in. Rows: 2. Would be taken: 0. Would be taken, to be looked at: 1. Would not be taken: 1. There already: 0.',
    );
    const welsh = await imports({}, path, '--programme', programme, '--dry-run', '--language', 'cy');
    expect(welsh.output).toMatch(/^llinell 2: derbyniwyd, edrychwch arni: /);
    expect(welsh.output).not.toMatch(/line 2|taken|story/);
  }, 30_000);

  it('reads columns by a mapping where their headings are others', async () => {
    const path = file('own.csv', 'code,what happened,who\nM-1,A story,panel\n');
    const refused = await imports({}, path, '--programme', programme, '--json');
    expect(refused.code).toBe(2);
    expect((JSON.parse(refused.output) as Report).refusals.map(({ refusal }) => refusal)).toEqual([
      'narrative-column-missing',
      'consent-column-missing',
    ]);
    expect(refused.errors).toContain('No column has the stories. Say with a mapping which column has them.');
    const mapping = file(
      'mapping.json',
      '{ "external_id": "code", "narrative": "what happened", "consent_audience": "who" }',
    );
    const { rows } = await importsAsJson(path, '--programme', programme, '--mapping', mapping, '--dry-run');
    expect(rows.map(({ externalId, reason }) => [externalId, reason])).toEqual([['M-1', 'period-missing']]);
  }, 30_000);

  it.each<[string, readonly string[], number, RegExp]>([
    [
      'a file that is not there',
      ['nowhere.csv', '--programme', programme],
      2,
      /^newid import stories: nowhere\.csv: there is no such file\.\n$/,
    ],
    ['a folder', [folder, '--programme', programme], 2, /this is a folder, not a file\.\n$/],
    ['no programme', ['x.csv'], 2, /^newid: this option is needed: --programme <id>\n$/],
    [
      'a programme there is not',
      [join(samples, 'hostile.csv'), '--programme', 'nowhere'],
      2,
      /it was not done \(404\)\. There is no such programme here\.\n$/,
    ],
    [
      'a mapping that is no JSON',
      [join(samples, 'hostile.csv'), '--programme', programme, '--mapping', join(samples, 'hostile.csv')],
      2,
      /hostile\.csv: this is not a JSON object/,
    ],
    [
      'an empty file',
      [file('empty.csv', ''), '--programme', programme],
      2,
      /it was not done \(422\)\. No file was sent, or there is nothing in it\.\n$/,
    ],
  ])('refuses %s in a sentence', async (_, given, code, errors) => {
    const ended = await imports({}, ...given);
    expect(ended).toMatchObject({ code, output: '' });
    expect(ended.errors).toMatch(errors);
  });

  it('draws a bar on a terminal', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => `P-${String(index)},Story,panel,2026-Q1,2026-02-03`);
    const path = file('many.csv', ['external_id,narrative,consent_audience,period,told_on', ...rows, ''].join('\n'));
    const screen = new PassThrough();
    let drawn = '';
    screen.on('data', (part: Buffer) => (drawn += part.toString('utf8')));
    const { code } = await imports(
      { screen: Object.assign(screen, { isTTY: true, columns: 80 }) },
      path,
      '--programme',
      programme,
    );
    expect(code).toBe(0);
    expect(drawn).toMatch(/rows read: \d+ of 3000 \[#*\.*\]/);
  }, 60_000);

  it('works on the data folder where no server runs, and says so', async () => {
    await platform?.close();
    platform = undefined;
    const path = file('one.csv', 'external_id,narrative,consent_audience,period\nF-1,A story,panel,2026-Q1\n');
    const { code, output, errors } = await imports({}, path, '--programme', programme);
    expect([code, errors]).toEqual([0, 'No server runs on this data folder: working on it directly.\n']);
    expect(output).toContain('Rows: 1. Taken: 0. Taken, to be looked at: 1.');
  }, 60_000);
});
