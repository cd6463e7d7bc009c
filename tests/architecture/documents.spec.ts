import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const house = resolve(import.meta.dirname, '../..');
const passedBy = new Set(['node_modules', 'dist', 'data', '.git', 'samples', 'coverage']);

function documentsUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return passedBy.has(entry.name) ? [] : documentsUnder(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const capturedIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

const scripts = Object.keys(
  (JSON.parse(readFileSync(join(house, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
);

const documents = documentsUnder(house).map((path) => ({
  name: relative(house, path),
  folder: dirname(path),
  text: readFileSync(path, 'utf8'),
}));

describe('documents that others stand in', () => {
  const foldersIn = (folder: string): readonly string[] =>
    readdirSync(join(house, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [`${folder}/${entry.name}`] : [],
    );
  const textOf = (name: string): string => documents.find((document) => document.name === name)?.text ?? '';

  it.each(foldersIn('libs'))('%s says what does not belong there', (library) => {
    expect(textOf(`${library}/README.md`)).toContain('\n## What does not belong here\n');
  });

  it('every decision stands in the list of decisions', () => {
    const decisions = readdirSync(join(house, 'docs/decisions')).filter((name) => name !== 'README.md');
    const list = textOf('docs/decisions/README.md');
    expect(decisions.filter((name) => !list.includes(`](${name})`))).toEqual([]);
  });
});

describe.each(documents)('$name', ({ folder, text }) => {
  it('links to files that are there', () => {
    const links = capturedIn(text, /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g);
    expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
  });

  it('names paths that are there', () => {
    // A path in backticks, without a place left open (`<name>`, `*`, `...`, `{...}`).
    const paths = capturedIn(text, /`((?:apps|libs|tests|tools|docs|infra|bin|samples|\.ci)\/[\w./-]*)`/g);
    const whole = paths.filter((path) => !path.includes('...'));
    expect(whole.filter((path) => !existsSync(join(house, path)))).toEqual([]);
  });

  it('names scripts that can be run', () => {
    const named = capturedIn(text, /\bnpm run (?:--silent |-s )?([\w:-]+)/g);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('shows questions to npm run where that have an answer', () => {
    const asked = capturedIn(text, /^npm run where -- (.+)$/gm).map((question) => question.replaceAll('"', ''));
    const unanswered = asked.filter(
      (question) => spawnSync(process.execPath, [join(house, 'tools/where.mjs'), question]).status !== 0,
    );
    expect(unanswered).toEqual([]);
  });
});
