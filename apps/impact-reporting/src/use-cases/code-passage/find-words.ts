import { codedParts, type CodedPart, type Passage } from '../../domain/coding/passage.js';

/** Words of a story where they were found, with some of what stands around them. */
export interface WordsFound extends Pick<Passage, 'part' | 'from' | 'to'> {
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

/** Signs that stand for one another when people type what they read. */
const alike = ["'‘’ʼ`´", '"“”„«»', '-‐‑–—'];

/** Everywhere that words stand in a text, whatever the space between them, the case, and the kind of quotation mark. */
export function findWords(parts: Readonly<Record<CodedPart, string>>, typed: string): readonly WordsFound[] {
  const tokens = typed.split(/\s+/u).filter((token) => token !== '');
  if (tokens.length === 0) return [];
  const pattern = tokens.map((token) => [...token].map(anyAlike).join('')).join('\\s+');
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu');
  const found = foundIn(parts, whole);
  // Not every language parts its words, and somebody may mean part of one.
  return found.length > 0 ? found : foundIn(parts, new RegExp(pattern, 'giu'));
}

function anyAlike(sign: string): string {
  const signs = alike.find((each) => each.includes(sign));
  if (signs !== undefined) return `[${signs.replace('-', '\\-')}]`;
  return sign.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
}

const around = 40;

const foundIn = (parts: Readonly<Record<CodedPart, string>>, pattern: RegExp): readonly WordsFound[] =>
  codedParts.flatMap((part) => {
    const text = parts[part];
    return [...text.matchAll(pattern)].map(({ 0: words, index: from }) => {
      const to = from + words.length;
      return { part, from, to, words, ...beside(text, from, to) };
    });
  });

/** Cut between words. */
function beside(text: string, from: number, to: number): Pick<WordsFound, 'before' | 'after'> {
  const before = text.slice(Math.max(0, from - around), from);
  const after = text.slice(to, to + around);
  return {
    before: from > around ? `… ${before.replace(/^\S*\s+/u, '')}` : before,
    after: to + around < text.length ? `${after.replace(/\s+\S*$/u, '')} …` : after,
  };
}
