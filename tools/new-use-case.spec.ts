import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const house = resolve(import.meta.dirname, '..');

describe('npm run new:use-case', () => {
  let root: string;

  // A copy of two real services and the libraries: what is written must fit what stands beside it.
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'newid-slice-')));
    for (const path of ['apps/identity-access', 'apps/programme-design', 'libs', 'package.json', 'tsconfig.json']) {
      cpSync(join(house, path), join(root, path), { recursive: true });
    }
    symlinkSync(join(house, 'node_modules'), join(root, 'node_modules'));
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function newUseCase(...asked: readonly string[]) {
    const tool = join(house, 'tools/new-use-case.mjs');
    return spawnSync(process.execPath, [tool, '--in', root, ...asked], { encoding: 'utf8' });
  }

  const slice = (name: string, service = 'programme-design') => join(root, 'apps', service, 'src/use-cases', name);
  const written = (name: string) =>
    Object.fromEntries(readdirSync(slice(name)).map((file) => [file, readFileSync(join(slice(name), file), 'utf8')]));

  it('writes every door, the words of both languages and the tests of a use case that acts', () => {
    const { status, stdout } = newUseCase('programme-design', 'copy-period', '--page', '--api');
    expect(status).toBe(0);
    expect(Object.keys(written('copy-period')).sort()).toEqual([
      'copy-period.api.spec.ts',
      'copy-period.api.ts',
      'copy-period.command.ts',
      'copy-period.form.ts',
      'copy-period.njk',
      'copy-period.page.spec.ts',
      'copy-period.page.ts',
      'copy-period.view.ts',
      'copy-period.words.cy.json',
      'copy-period.words.en.json',
    ]);
    expect(stdout).toContain('programme-design.module.ts: controllers CopyPeriodPage, CopyPeriodApi');
  });

  it('writes a question for a use case that sees, with only the door asked for', () => {
    expect(newUseCase('programme-design', 'see-period', '--api').status).toBe(0);
    expect(Object.keys(written('see-period')).sort()).toEqual([
      'see-period.api.spec.ts',
      'see-period.api.ts',
      'see-period.query.ts',
    ]);
  });

  it('gives both doors when none is named', () => {
    expect(newUseCase('programme-design', 'see-ladder').status).toBe(0);
    expect(Object.keys(written('see-ladder'))).toEqual(
      expect.arrayContaining(['see-ladder.api.ts', 'see-ladder.page.ts']),
    );
  });

  it('says where it is composed: in the file of an area, where the service has areas', () => {
    const areas = join(root, 'apps/programme-design/src/areas');
    mkdirSync(areas);
    for (const area of ['areas.ts', 'asking.ts', 'ladders.ts']) writeFileSync(join(areas, area), '');
    const { stdout } = newUseCase('programme-design', 'see-rung', '--api');
    rmSync(areas, { recursive: true });
    expect(stdout).toContain(
      '(asking, ladders) in apps/programme-design/src/areas: controllers SeeRungApi; handler SeeRungHandler.',
    );
    expect(stdout).not.toContain('module.ts');
  });

  it('leaves no place in a template unfilled', () => {
    const texts = ['copy-period', 'see-period', 'see-ladder'].flatMap((name) => Object.values(written(name)));
    expect(texts.filter((text) => /__\w+__/.test(text))).toEqual([]);
  });

  it('writes what the compiler accepts beside a real service, also where that is made of settings', () => {
    for (const name of ['see-badge', 'hand-badge']) expect(newUseCase('identity-access', name).status).toBe(0);
    writeFileSync(
      join(root, 'tsconfig.slice.json'),
      JSON.stringify({
        extends: './tsconfig.json',
        compilerOptions: { noEmit: true, incremental: false },
        include: [
          ...['copy-period', 'see-period', 'see-ladder'].map((name) => join(slice(name), '*.ts')),
          ...['see-badge', 'hand-badge'].map((name) => join(slice(name, 'identity-access'), '*.ts')),
        ],
      }),
    );
    const compiler = join(house, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.slice.json'], {
      cwd: root,
      encoding: 'utf8',
    });
    const aboutSlices = stdout
      .split('\n')
      .filter((line) => /(copy-period|see-period|see-ladder|see-badge|hand-badge)\//.test(line));
    expect(aboutSlices).toEqual([]);
  }, 180_000);

  it.each([
    ['a service there is not', ['panels', 'cast-ballot'], 'SERVICE is one of: identity-access, programme-design.'],
    ['a name that is no verb and noun', ['programme-design', 'Ballot'], 'VERB-NOUN is a verb'],
    ['a use case that is there already', ['programme-design', 'open-period'], 'has a use case open-period already'],
  ])('refuses %s, and writes nothing', (_, asked, why) => {
    const before = readdirSync(join(root, 'apps/programme-design/src/use-cases'));
    const { status, stderr } = newUseCase(...asked);
    expect(status).toBe(2);
    expect(stderr).toContain(why);
    expect(readdirSync(join(root, 'apps/programme-design/src/use-cases'))).toEqual(before);
  });
});
