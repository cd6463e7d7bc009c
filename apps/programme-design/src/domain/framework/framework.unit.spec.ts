import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { given } from '#contracts/testing/given.js';
import { rootFolderOf } from '#web/source-folder.js';

import { adoptFramework, frameworkDecider, type FrameworkAdopted, type ThemeGiven } from './framework.js';
import { readFrameworkCsv, readFrameworkFile, readFrameworkJson, type FrameworkRead } from './read-framework.js';

const of = { programme: 'telling', organisation: 'pont-y-bore' };
const theme = (id: string, more: Partial<ThemeGiven> = {}): ThemeGiven => ({
  ...{ id, kind: 'theme', name: { en: id, cy: `${id} yn Gymraeg` }, description: { en: '', cy: '' } },
  ...more,
});
const adopted = (themes: readonly ThemeGiven[], retired: readonly ThemeGiven[] = []): FrameworkAdopted => ({
  type: 'FrameworkAdopted',
  schemaVersion: 1,
  data: {
    ...of,
    framework: {
      name: { en: 'Themes', cy: 'Themâu' },
      themes: [
        ...themes.map((each) => ({ ...each, isRetired: false })),
        ...retired.map((each) => ({ ...each, isRetired: true })),
      ],
    },
  },
});
const faults = (read: FrameworkRead) =>
  'refusals' in read ? read.refusals.map(({ refusal, field, details }) => [refusal, field, details?.['row']]) : [];
const sample = (name: string): string =>
  readFileSync(join(rootFolderOf(import.meta.url), 'samples/frameworks', name), 'utf8');

describe('a framework of themes', () => {
  it('is adopted by a programme', () => {
    given(frameworkDecider, [])
      .when((state) => adoptFramework(state, of, undefined, [theme('hope')]))
      .then([adopted([theme('hope')])]);
  });

  it('keeps a theme that a newer one leaves out, no longer in use', () => {
    given(frameworkDecider, [adopted([theme('hope'), theme('trust')])])
      .when((state) => adoptFramework(state, of, undefined, [theme('trust'), theme('home')]))
      .then([adopted([theme('trust'), theme('home')], [theme('hope')])]);
  });

  it('takes a theme back into use', () => {
    given(frameworkDecider, [adopted([theme('trust')], [theme('hope')])])
      .when((state) => adoptFramework(state, of, undefined, [theme('hope'), theme('trust')]))
      .then([adopted([theme('hope'), theme('trust')])]);
  });

  it('is nothing new when it is the same', () => {
    given(frameworkDecider, [adopted([theme('hope')])])
      .when((state) => adoptFramework(state, of, undefined, [theme('hope')]))
      .thenNothing();
  });

  it('has a theme at least', () => {
    given(frameworkDecider, [])
      .when((state) => adoptFramework(state, of, undefined, []))
      .thenRefused('framework-empty');
  });
});

describe('a framework in a file', () => {
  it('is the same from JSON and from CSV', () => {
    const fromJson = readFrameworkFile(sample('lived-experience.json'));
    const fromCsv = readFrameworkFile(sample('lived-experience.csv'));
    if ('refusals' in fromJson || 'refusals' in fromCsv) throw new Error('The sample is refused');
    expect(fromCsv.themes).toEqual(fromJson.themes);
    expect(fromJson.themes.filter(({ kind }) => kind === 'circle').map(({ id }) => id)).toEqual([
      ...['person', 'family-and-friends', 'peer-worker', 'team-and-staff'],
      ...['service-and-organisation', 'community', 'system'],
    ]);
    expect(new Set(fromJson.themes.map(({ group }) => group?.en))).toEqual(
      new Set([
        undefined,
        'Presence of lived experience',
        'Literacy about lived experience',
        'Expertise from lived experience',
      ]),
    );
  });

  it('is checked row by row, and every fault is told with its line', () => {
    const csv = [
      'id,kind,group_en,group_cy,name_en,name_cy',
      'hope,theme,,,Hope,Gobaith',
      'hope,theme,,,Hope again,Gobaith eto',
      'a b,circle,,,,Cylch',
      '"two",ring,Group,,"Two',
      'lines",Dau',
    ].join('\r\n');
    expect(faults(readFrameworkCsv(csv))).toEqual([
      ['theme-id-twice', 'themes.3.id', 3],
      ['theme-id-wrong', 'themes.4.id', 4],
      ['theme-name-missing-en', 'themes.4.name.en', 4],
      ['theme-kind-unknown', 'themes.5.kind', 5],
      ['theme-group-in-one-language', 'themes.5.group', 5],
    ]);
  });

  it.each([
    ['no headings of ours', 'a,b\n1,2', 'framework-columns-missing'],
    ['a quotation mark never closed', 'id,kind,name_en,name_cy\n"hope,theme,Hope,Gobaith', 'framework-unreadable'],
    ['broken JSON', '{ "themes": [', 'framework-unreadable'],
    ['JSON of something else', '{ "stories": [] }', 'framework-unreadable'],
    ['headings alone', 'id,kind,name_en,name_cy\n\n', 'framework-empty'],
  ])('with %s is refused', (_, text, refusal) => {
    expect(faults(readFrameworkFile(text)).map(([name]) => name)).toEqual([refusal]);
  });

  it('may be written with semicolons and a mark at its beginning, as spreadsheets do', () => {
    const read = readFrameworkFile('\uFEFFid;kind;name_en;name_cy\nhope;theme;Hope, again;"Gobaith; eto"\n');
    expect(read).toEqual({
      name: undefined,
      themes: [theme('hope', { name: { en: 'Hope, again', cy: 'Gobaith; eto' } })],
    });
  });

  it('has texts that are no longer than a page can show, and 500 themes at most', () => {
    const long = { ...theme('hope'), name: { en: 'x'.repeat(201), cy: 'Gobaith' } };
    expect(faults(readFrameworkJson({ themes: [long] }))).toEqual([['theme-text-too-long', 'themes.1.name.en', 1]]);
    const many = Array.from({ length: 501 }, (_, at) => theme(`t${String(at)}`));
    expect(faults(readFrameworkJson({ themes: many })).map(([name]) => name)).toEqual(['framework-too-long']);
  });
});
