import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileRules } from './file-rules.js';
import { brokenImportRules, readHouse, type Violation } from './house.js';
import { importRules } from './import-rules.js';

const house = resolve(import.meta.dirname, '../..');
const rules = [...importRules, ...fileRules];

async function violationsIn(root: string): Promise<readonly Violation[]> {
  const forbidden = importRules.flatMap((rule) =>
    rule.forbidden.map(({ from, to }) => ({ name: rule.sentence, severity: 'error' as const, from, to })),
  );
  const files = await readHouse(root);
  const inFiles = fileRules.flatMap(({ sentence, appliesTo, offence }) =>
    files
      .filter(({ path }) => appliesTo.test(path))
      .flatMap((file) => {
        const detail = offence(file);
        return detail === undefined ? [] : [{ sentence, path: file.path, detail }];
      }),
  );
  return [...(await brokenImportRules(root, forbidden)), ...inFiles];
}

/** A house of its own in a temporary folder, in which every rule is broken and nearly broken. */
async function plantHouse(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'newid-planted-')));
  await symlink(join(house, 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'package.json'), '{ "name": "planted", "type": "module" }');
  for (const { breaks, keeps } of rules) {
    for (const [path, text] of Object.entries({ ...breaks, ...keeps })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  }
  return root;
}

describe('the rules of the house', () => {
  let found: readonly Violation[];

  beforeAll(async () => {
    found = await violationsIn(house);
  }, 180_000);

  it.each(rules)('$sentence', ({ sentence }) => {
    const broken = found.filter((violation) => violation.sentence === sentence);
    expect(broken.map(({ path, detail }) => `${path}: ${detail}`)).toEqual([]);
  });
});

describe('each rule bites', () => {
  let planted: string;
  let found: readonly Violation[];

  beforeAll(async () => {
    planted = await plantHouse();
    found = await violationsIn(planted);
  }, 180_000);

  afterAll(() => rm(planted, { recursive: true, force: true }));

  it.each(rules)('where it is broken and nowhere else: $sentence', ({ sentence, breaks }) => {
    const paths = found.filter((violation) => violation.sentence === sentence).map(({ path }) => path);
    expect([...new Set(paths)].sort()).toEqual(Object.keys(breaks).sort());
  });
});
