import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const folders = ['apps', 'libs', 'tests', 'bin', 'infra'];
const isSource = (name) => /\.(ts|mjs|njk)$|\.words\.(en|cy)\.json$/.test(name);

function* pathsUnder(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== 'dist') yield* pathsUnder(path);
    else if (entry.isFile() && isSource(entry.name)) yield path;
  }
}

/** Every source of the house: `path` from its root with forward slashes, and `text`. */
export const readSources = (root) =>
  folders
    .flatMap((folder) => [...pathsUnder(join(root, folder))])
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** The folder of a use case that holds this path: `{ service, name, folder }`, or undefined. */
export function useCaseOf(path) {
  const match = /^(?:apps|libs)\/([^/]+)\/(?:src\/)?use-cases\/([^/]+)\//.exec(path);
  return match === null ? undefined : { service: match[1], name: match[2], folder: match[0] };
}

export const lineOf = (text, index) => text.slice(0, index).split('\n').length;

/** `CastBallot`, `castBallot`, `cast ballot` and `cast-ballot` as `cast-ballot`. */
export const inKebabCase = (name) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[\s_.]+/g, '-')
    .toLowerCase();

const declared = /(?:(\w+)\s*[:=]\s*)?\b(?:address|apiAddress)\(\s*(['"`])([^'"`]+)\2/g;
const decorated = /@(?:Get|Post|Put|Patch|Delete|Sse)\(\s*()(['"`])(\/?[^'"`]*)\2/g;
const controller = /@Controller\(\s*['"`]([^'"`]*)['"`]/;

const joined = (...parts) =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** Every address the sources declare: `{ name, pattern, path, line }`; `name` is empty for one written in place. */
export function addressesIn(sources) {
  return sources
    .filter(({ path }) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith('tests/'))
    .flatMap(({ path, text }) => {
      const base = controller.exec(text)?.[1] ?? '';
      const found = (match, pattern) => ({ name: match[1] ?? '', pattern, path, line: lineOf(text, match.index) });
      return [
        ...[...text.matchAll(declared)].map((match) => found(match, joined(match[3]))),
        ...[...text.matchAll(decorated)].map((match) => found(match, joined(base, match[3]))),
      ];
    });
}

/** Every text a person can be shown: `{ path, language, key, text }`, one per plural form. */
export function wordsIn(sources) {
  return sources.flatMap(({ path, text }) => {
    const language = /\.words\.(en|cy)\.json$/.exec(path)?.[1];
    if (language === undefined) return [];
    let catalogue;
    try {
      catalogue = JSON.parse(text);
    } catch {
      return [];
    }
    return Object.entries(catalogue).flatMap(([key, entry]) =>
      (typeof entry === 'string' ? [entry] : Object.values(entry)).map((one) => ({ path, language, key, text: one })),
    );
  });
}
