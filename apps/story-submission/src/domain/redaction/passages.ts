import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';

/** What names somebody else, and what is read in its place. */
export interface Passage {
  readonly passage: string;
  readonly instead: string;
}

export const mostPassages = 100;

/** One spelling for what a keyboard writes in several. */
const spelt = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').replace(/[’‘]/g, "'");
const plain = (text: string): string => spelt(text).toLowerCase();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * As a whole word wherever it begins or ends with one: Ann is not in Anniversary. Spaces may be a line end, apostrophes
 * of any shape.
 */
function patternOf(passage: string): string {
  const inside = spelt(passage)
    .split(' ')
    .map(escaped)
    .join(String.raw`\s+`)
    .replaceAll("'", "['’‘]");
  return `(?<![\\p{L}\\p{N}])${inside}(?![\\p{L}\\p{N}])`;
}

/** The fields in which people write what they like. */
function eachText(text: StoryText, change: (words: string) => string): StoryText {
  const maybe = (words: string | null): string | null => (words === null ? null : change(words));
  return {
    ...text,
    title: maybe(text.title),
    narrative: change(text.narrative),
    whySignificant: maybe(text.whySignificant),
    place: maybe(text.place),
    recommendation: maybe(text.recommendation),
    notes: maybe(text.notes),
    contentNotes: text.contentNotes.map(change),
    ...(text.extra === undefined
      ? {}
      : {
          extra: text.extra.map((answer) =>
            answer.kind === 'text' ? { ...answer, text: change(answer.text) } : answer,
          ),
        }),
  };
}

/** The text with every place of each passage changed. One that stands nowhere is refused, by its number from 1. */
export function withoutPassages(text: StoryText, passages: readonly Passage[]): StoryText | Refusal {
  const given = passages.filter(({ passage }) => passage.trim() !== '');
  if (given.length === 0) return refuse('redaction-nothing-marked', 'passages');
  if (given.length > mostPassages) return refuse('redaction-too-many-passages', 'passages', { most: mostPassages });
  const instead = new Map(given.map((each) => [plain(each.passage), each.instead]));
  // The longest first, in one go: what was put in is not looked through again.
  const longestFirst = [...given].sort((a, b) => plain(b.passage).length - plain(a.passage).length);
  const pattern = new RegExp(longestFirst.map(({ passage }) => patternOf(passage)).join('|'), 'giu');
  const used = new Set<string>();
  const changed = eachText(text, (words) =>
    words.normalize('NFC').replace(pattern, (found) => {
      used.add(plain(found));
      return instead.get(plain(found)) ?? found;
    }),
  );
  const unused = given.findIndex(({ passage }) => !used.has(plain(passage)));
  return unused < 0 ? changed : refuse('redaction-passage-not-found', 'passages', { number: unused + 1 });
}
