export type TextFinding =
  | 'characters-lost-before-this-file'
  | 'combining-accents'
  | 'control-characters-taken-out'
  | 'emoji-kept-whole'
  | 'hidden-direction-mark'
  | 'invisible-characters-taken-out';

export interface HarmlessText {
  readonly text: string;
  /** What was done to it, or kept in it on purpose. */
  readonly reasons: readonly TextFinding[];
  /** Characters were taken out: then the original must be kept. */
  readonly hasLostCharacters: boolean;
}

const characters = (ranges: readonly (readonly [number, number])[], flags = 'u'): RegExp => {
  const code = (point: number): string => `\\u{${point.toString(16)}}`;
  return new RegExp(`[${ranges.map(([from, to]) => `${code(from)}-${code(to)}`).join('')}]`, flags);
};

/** Below U+0300 only controls and the soft hyphen need care; most cells end here. By UTF-16 unit, which is twice as fast. */
const NEEDS_CARE = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u0300-\\uffff]');
const LINE_BREAKS = new RegExp(
  `\\r\\n?|${
    characters([
      [0x85, 0x85],
      [0x2028, 0x2029],
    ]).source
  }`,
  'gu',
);
/** Characters that stood between words: vertical tab, form feed, the four separators. */
const GAPS = characters(
  [
    [0x0b, 0x0c],
    [0x1c, 0x1f],
  ],
  'gu',
);
const CONTROLS = characters(
  [
    [0, 8],
    [0x0e, 0x1b],
    [0x7f, 0x9f],
  ],
  'gu',
);
const DIRECTIONS = characters(
  [
    [0x61c, 0x61c],
    [0x200e, 0x200f],
    [0x202a, 0x202e],
    [0x2066, 0x2069],
  ],
  'gu',
);
const INVISIBLE = characters(
  [
    [0xad, 0xad],
    [0x34f, 0x34f],
    [0x115f, 0x1160],
    [0x17b4, 0x17b5],
    [0x180e, 0x180e],
    [0x200b, 0x200d],
    [0x2060, 0x2065],
    [0x206a, 0x206f],
    [0x3164, 0x3164],
    [0xfeff, 0xfeff],
    [0xffa0, 0xffa0],
    [0xfff9, 0xfffb],
    [0xe0000, 0xe007f],
  ],
  'gu',
);
/** Where the joiner carries meaning: between emoji, in scripts whose letters join, and the tags of a flag such as that of Wales. */
const MEANT =
  /\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\u{fe0f}]*(?:\u200d\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\u{fe0f}]*)+|\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f}/gu;
const JOINING_LETTERS =
  '\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}';
const BETWEEN_JOINING_LETTERS = new RegExp(`(?<=[${JOINING_LETTERS}])[\\u200c\\u200d](?=[${JOINING_LETTERS}])`, 'gu');

const withoutInvisible = (text: string): string => {
  if (text.search(INVISIBLE) < 0) return text;
  const kept = new Set<number>();
  for (const found of text.matchAll(MEANT)) {
    for (let at = found.index; at < found.index + found[0].length; at += 1) kept.add(at);
  }
  for (const found of text.matchAll(BETWEEN_JOINING_LETTERS)) kept.add(found.index);
  return text.replace(INVISIBLE, (character: string, at: number) => (kept.has(at) ? character : ''));
};

/**
 * Text that can be shown, searched and exported safely: NFC, LF line ends, no control, direction or zero-width
 * characters except where they carry meaning. Formula signs and markup stay: they are the teller's words.
 */
export const harmless = (text: string): HarmlessText | null => {
  if (!NEEDS_CARE.test(text)) return null;
  const reasons: TextFinding[] = [];
  const step = (before: string, after: string, reason: TextFinding): string => {
    if (before !== after && !reasons.includes(reason)) reasons.push(reason);
    return after;
  };
  const lines = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
  let clean = step(lines, lines.replace(LINE_BREAKS, '\n'), 'control-characters-taken-out');
  clean = step(clean, clean.replace(GAPS, ' ').replace(CONTROLS, ''), 'control-characters-taken-out');
  clean = step(clean, clean.replace(DIRECTIONS, ''), 'hidden-direction-mark');
  clean = step(clean, withoutInvisible(clean), 'invisible-characters-taken-out');
  const hasLostCharacters = reasons.length > 0;
  if (clean.includes('\ufffd')) reasons.push('characters-lost-before-this-file');
  if (clean.includes('\u200d') && new RegExp(MEANT).test(clean)) reasons.push('emoji-kept-whole');
  clean = step(clean, clean.normalize('NFC'), 'combining-accents');
  return clean === text && reasons.length === 0 ? null : { text: clean, reasons, hasLostCharacters };
};

/** What is left of a text that nobody is told of: a hidden mark in a name could turn the line around it in a list or a file. */
export const harmlessText = (text: string): string => harmless(text)?.text ?? text;

/** The same of every text in what was said. */
export function harmlessWithin<Said extends object>(said: Said): Said {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return harmlessText(value);
    if (Array.isArray(value)) return value.map(clean);
    return typeof value === 'object' && value !== null ? harmlessWithin(value) : value;
  };
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, clean(value)])) as Said;
}

/** Length as people count it, so that an emoji outside the first plane is one. */
export const charactersIn = (text: string): number => {
  let count = 0;
  for (const character of text) count += character === '' ? 0 : 1;
  return count;
};

/** Cheap test first: counting by code point walks the whole text. */
export const isLongerThan = (text: string, limit: number): boolean => text.length > limit && charactersIn(text) > limit;
