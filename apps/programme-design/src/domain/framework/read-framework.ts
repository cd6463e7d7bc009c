import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { ThemeGiven } from './framework.js';
import { readCsv } from './read-csv.js';

export type FrameworkRead =
  | { readonly name: FrameworkDesign['name'] | undefined; readonly themes: readonly ThemeGiven[] }
  /** Every fault of every row, in their order. */
  | { readonly refusals: readonly [Refusal, ...Refusal[]] };

const mostThemes = 500;
const longest = { name: 200, description: 2_000 };
const idPattern = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;
const kinds = ['circle', 'marker', 'theme'] as const;

/** One theme as it was written, with where: a line of a file, or a place in a list. */
interface Row {
  readonly row: number;
  readonly id: string;
  readonly kind: string;
  readonly group: Pair;
  readonly name: Pair;
  readonly description: Pair;
}
interface Pair {
  readonly en: string;
  readonly cy: string;
}

/** From JSON: `{ name, themes: [{ id, kind, group, name, description }] }`. Rows count from 1. */
export function readFrameworkJson(given: unknown): FrameworkRead {
  const themes: unknown = fieldOf(given, 'themes');
  if (!Array.isArray(themes)) return { refusals: [refuse('framework-unreadable', 'themes')] };
  const name = fieldOf(given, 'name') === undefined ? undefined : pairOf(given, 'name');
  const rows = themes.map((theme: unknown, at): Row => ({
    row: at + 1,
    id: textOf(theme, 'id'),
    kind: textOf(theme, 'kind'),
    group: pairOf(theme, 'group'),
    name: pairOf(theme, 'name'),
    description: pairOf(theme, 'description'),
  }));
  return checked(rows, name);
}

const columns = ['id', 'kind', 'name_en', 'name_cy'] as const;

/** From CSV, with its headings in the first line; rows are the lines of the file. */
export function readFrameworkCsv(text: string): FrameworkRead {
  const lines = readCsv(text);
  if (lines === undefined) return { refusals: [refuse('framework-unreadable', 'csv')] };
  const [head, ...body] = lines;
  const headings = (head?.cells ?? []).map((heading) => heading.trim().toLowerCase());
  const missing = columns.filter((column) => !headings.includes(column));
  if (missing.length > 0) {
    return { refusals: [refuse('framework-columns-missing', 'csv', { columns: missing.join(', ') })] };
  }
  const rows = body
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }): Row => {
      const cell = (heading: string): string => cells[headings.indexOf(heading)]?.trim() ?? '';
      const pair = (heading: string): Pair => ({ en: cell(`${heading}_en`), cy: cell(`${heading}_cy`) });
      return {
        ...{ row: line, id: cell('id'), kind: cell('kind') },
        ...{ group: pair('group'), name: pair('name'), description: pair('description') },
      };
    });
  return checked(rows, undefined);
}

/** A framework in a file: JSON where it begins as JSON does, else CSV. */
export function readFrameworkFile(text: string): FrameworkRead {
  const whole = text.replace(/^\uFEFF/, '');
  if (!whole.trimStart().startsWith('{')) return readFrameworkCsv(whole);
  try {
    return readFrameworkJson(JSON.parse(whole));
  } catch {
    return { refusals: [refuse('framework-unreadable', 'file')] };
  }
}

function checked(rows: readonly Row[], name: Pair | undefined): FrameworkRead {
  if (rows.length === 0) return { refusals: [refuse('framework-empty', 'themes')] };
  if (rows.length > mostThemes) return { refusals: [refuse('framework-too-long', 'themes', { most: mostThemes })] };
  const seen = new Set<string>();
  const [first, ...others] = rows.flatMap((row) => faultsOf(row, seen));
  if (first !== undefined) return { refusals: [first, ...others] };
  return { name, themes: rows.flatMap(themeOf) };
}

function faultsOf({ row, id, kind, name, group, description }: Row, seen: Set<string>): readonly Refusal[] {
  const at = (field: string): string => `themes.${String(row)}.${field}`;
  const isTooLong = (language: 'en' | 'cy'): boolean =>
    [...name[language]].length > longest.name ||
    [...group[language]].length > longest.name ||
    [...description[language]].length > longest.description;
  const isKnownTwice = seen.has(id);
  seen.add(id);
  const faults = [
    idPattern.test(id) ? undefined : refuse('theme-id-wrong', at('id'), { row }),
    isKnownTwice && idPattern.test(id) ? refuse('theme-id-twice', at('id'), { row }) : undefined,
    kinds.some((each) => each === kind) ? undefined : refuse('theme-kind-unknown', at('kind'), { row }),
    name.en === '' ? refuse('theme-name-missing-en', at('name.en'), { row }) : undefined,
    name.cy === '' ? refuse('theme-name-missing-cy', at('name.cy'), { row }) : undefined,
    isTooLong('en') ? refuse('theme-text-too-long', at('name.en'), { row }) : undefined,
    isTooLong('cy') ? refuse('theme-text-too-long', at('name.cy'), { row }) : undefined,
    (group.en === '') === (group.cy === '') ? undefined : refuse('theme-group-in-one-language', at('group'), { row }),
  ];
  return faults.filter((fault) => fault !== undefined);
}

function themeOf({ id, kind, group, name, description }: Row): readonly ThemeGiven[] {
  const known = kinds.find((each) => each === kind);
  if (known === undefined) return [];
  return [{ id, kind: known, ...(group.en === '' ? {} : { group }), name, description }];
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

function textOf(value: unknown, name: string): string {
  const text = fieldOf(value, name);
  return typeof text === 'string' ? text.normalize('NFC').trim() : '';
}

function pairOf(value: unknown, name: string): Pair {
  const pair = fieldOf(value, name);
  return { en: textOf(pair, 'en'), cy: textOf(pair, 'cy') };
}
