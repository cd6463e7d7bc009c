import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

export interface HouseFile {
  /** From the root of the house, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A rule that was broken: where, and what by. */
export interface Violation {
  readonly sentence: string;
  readonly path: string;
  readonly detail: string;
}

const looksInto = ['apps', 'libs', 'tests', 'tools', 'infra', 'bin'];
const isRead = (name: string) => /\.(ts|mjs|njk|json|scss)$/.test(name);
const isPassedBy = (name: string) => name === 'node_modules' || name === 'dist';

async function* filesUnder(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !isPassedBy(entry.name)) yield* filesUnder(path);
    else if (entry.isFile() && isRead(entry.name)) yield path;
  }
}

export async function readHouse(root: string): Promise<readonly HouseFile[]> {
  const files: HouseFile[] = [];
  for (const folder of looksInto) {
    for await (const path of filesUnder(join(root, folder))) {
      files.push({ path: relative(root, path).split(sep).join('/'), text: await readFile(path, 'utf8') });
    }
  }
  return files;
}

/** `#event-store/...` names the built files; the rules are about the sources, so no build is needed first. */
async function aliasesOf(root: string): Promise<Record<string, string>> {
  const libraries = await readdir(join(root, 'libs'));
  return Object.fromEntries(libraries.map((name) => [`#${name}`, join(root, 'libs', name)]));
}

/** Every import of the house held against the rules. Imports of types count: a type too ties two places together. */
export async function brokenImportRules(
  root: string,
  forbidden: readonly IForbiddenRuleType[],
): Promise<readonly Violation[]> {
  const files = await readHouse(root);
  const folders = looksInto.filter((folder) => files.some(({ path }) => path.startsWith(`${folder}/`)));
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      ruleSet: { forbidden: [...forbidden] },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '^(dist|data)/' },
    },
    {
      alias: await aliasesOf(root),
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  );
  const { summary } = output as ICruiseResult;
  return summary.violations.map(({ rule, from, to, cycle }) => ({
    sentence: rule.name,
    path: from,
    detail: cycle === undefined ? `imports ${to}` : `goes round: ${cycle.map(({ name }) => name).join(' -> ')}`,
  }));
}
