import type { StoryId } from '../../../panel-review/src/domain/tally/tally-document.js';
import type { TallyResult } from '../../../panel-review/src/domain/tally/tally-result.js';

export type WrittenTally = Omit<TallyResult, 'notes'> & { readonly notes: readonly string[] };

/**
 * The result as JSON, two spaces. Fields that are stories follow `stories`: JSON.stringify would put stories named
 * 1, 2 and 10 first and in the order of numbers, whatever the order of the sitting.
 */
export const writeTally = (result: WrittenTally, stories: readonly StoryId[]): string =>
  `${write(result, '', new Map(stories.map((story, place) => [story, place])))}\n`;

function write(value: unknown, indent: string, places: ReadonlyMap<StoryId, number>): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return block(
      '[',
      list.map((entry) => write(entry, inner, places)),
      ']',
      indent,
    );
  }
  const fields = Object.entries(value);
  const byStory = fields.every(([name]) => places.has(name));
  const ordered = byStory ? fields.sort(([a], [b]) => (places.get(a) ?? 0) - (places.get(b) ?? 0)) : fields;
  return block(
    '{',
    ordered.map(([name, entry]) => `${JSON.stringify(name)}: ${write(entry, inner, places)}`),
    '}',
    indent,
  );
}

const block = (open: string, lines: readonly string[], close: string, indent: string): string =>
  lines.length === 0
    ? `${open}${close}`
    : `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;
