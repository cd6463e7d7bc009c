import ts from 'typescript';

import { placeholdersOf } from '#web/words/check-words.js';
import type { HouseFile } from './house.js';

/** By name of a refusal: what its words, in either language, put in. */
export function valuesAskedFor(files: readonly HouseFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    if (!/\berrors?\.words\.(en|cy)\.json$/.test(path)) continue;
    for (const [key, said] of Object.entries(JSON.parse(text) as Record<string, string | Record<string, string>>)) {
      const name = /^(.+)\.(?:title|sentence|next)$/.exec(key)?.[1];
      if (name === undefined) continue;
      const isPlural = typeof said !== 'string';
      const placeholders = (isPlural ? Object.values(said) : [said]).flatMap((each) => [...placeholdersOf(each)]);
      const so = asked.get(name) ?? new Set<string>();
      for (const value of [...placeholders, ...(isPlural ? ['n'] : [])]) so.add(value);
      asked.set(name, so);
    }
  }
  return asked;
}

const namesIn = (given: ts.Node | undefined): readonly string[] => {
  if (given === undefined) return [];
  if (ts.isStringLiteralLike(given)) return [given.text];
  return ts.isConditionalExpression(given) ? [...namesIn(given.whenTrue), ...namesIn(given.whenFalse)] : [];
};

/** The values of a call, where they are written out in it. */
function valuesIn(given: ts.Expression | undefined): readonly string[] | undefined {
  if (given === undefined) return [];
  if (!ts.isObjectLiteralExpression(given) || given.properties.some(ts.isSpreadAssignment)) return undefined;
  return given.properties.flatMap(({ name }) => name?.getText() ?? []);
}

/**
 * Refusals in the sources that leave out a value of their words: whoever met one would be told of a fault of ours, with
 * a 500, in place of what is wrong.
 */
export function refusalsWithoutValues(files: readonly HouseFile[]): readonly string[] {
  const asked = valuesAskedFor(files);
  const found: string[] = [];
  for (const { path, text } of files) {
    if (!/^(apps|libs)\/.*\.ts$/.test(path) || /\.spec\.ts$|\/testing\//.test(path) || !text.includes('refuse(')) {
      continue;
    }
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'refuse') {
        const [refusal, , details] = node.arguments;
        const given = valuesIn(details);
        for (const name of namesIn(refusal)) {
          const missing = [...(asked.get(name) ?? [])].filter((value) => given?.includes(value) === false);
          if (missing.length > 0) found.push(`${path}: ${name} without ${missing.join(', ')}`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  }
  return found;
}
