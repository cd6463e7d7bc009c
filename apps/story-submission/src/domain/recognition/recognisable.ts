export const markKinds = ['name', 'place', 'date', 'age', 'job', 'organisation'] as const;
export type MarkKind = (typeof markKinds)[number];

/** From and up to, in UTF-16 units of the text. */
export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
}

/** Words in both languages: people write both in one story. Lower case, but for what is looked for as it is written. */
export interface RecognitionWords {
  readonly months: readonly string[];
  readonly places: readonly string[];
  /** `Hill Street`, `St Ann’s Hospital`: after a name. */
  readonly placeEndings: readonly string[];
  /** `Ysbyty Gwynfryn`: before a name. */
  readonly placeBeginnings: readonly string[];
  /** How names of places begin: `Llan`, `Aber`. */
  readonly placeStems: readonly string[];
  readonly jobs: readonly string[];
  readonly organisations: readonly string[];
  readonly organisationEndings: readonly string[];
  readonly organisationBeginnings: readonly string[];
  readonly titles: readonly string[];
  readonly firstNames: readonly string[];
  /** Written with a capital, and nobody’s name. */
  readonly noNames: readonly string[];
}

/** Longer than any story: what is beyond is not looked at. */
const mostLookedAt = 120_000;
const before = String.raw`(?<![\p{L}\p{N}])`;
const after = String.raw`(?![\p{L}\p{N}])`;
const capital = String.raw`\p{Lu}[\p{L}’'-]{1,40}`;
const capitals = String.raw`${capital}(?:\s${capital}){0,3}`;

const any = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('|');
const whole = (inside: string, flags = 'giu'): RegExp => new RegExp(`${before}(?:${inside})${after}`, flags);

/** What is looked for, what counts most first. */
function patternsOf(words: RecognitionWords): readonly (readonly [MarkKind, RegExp])[] {
  const month = `(?:${any(words.months)})`;
  return [
    ['date', whole(String.raw`\d{1,2}(?:st|nd|rd|th|af|ain|fed|eg)?\s(?:of\s|o\s)?${month}(?:\s\d{4})?`)],
    ['date', whole(String.raw`${month}\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?|${month}\s\d{4}`)],
    ['date', whole(String.raw`\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:19|20)\d{2}`)],
    ['age', whole(String.raw`\d{1,3}[\s-]years?[\s-]old|aged\s\d{1,3}|\d{1,3}(?:th|st|nd|rd)\sbirthday`)],
    [
      'age',
      whole(String.raw`\d{1,3}\s(?:m?lwydd\s|blwydd\s)?oed|(?:mhen-?blwydd|phen-?blwydd|pen-?blwydd)\syn\s\d{1,3}`),
    ],
    [
      'age',
      whole(
        String.raw`in\s(?:my|his|her|their)\s(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)`,
      ),
    ],
    ['organisation', whole(`${capitals}\\s(?:${any(words.organisationEndings)})`, 'gu')],
    ['organisation', whole(`(?:${any(words.organisationBeginnings)})\\s${capitals}`, 'gu')],
    ['organisation', whole(any(words.organisations))],
    ['place', whole(`${capitals}\\s(?:${any(words.placeEndings)})`, 'gu')],
    ['place', whole(`(?:${any(words.placeBeginnings)})\\s${capitals}`, 'gu')],
    ['place', whole(String.raw`[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}`, 'gu')],
    ['place', whole(any(words.places))],
    ['name', whole(`(?:${any(words.titles)})\\.?\\s${capitals}`, 'gu')],
    ['place', whole(String.raw`(?:${any(words.placeStems)})[\p{Ll}]{2,20}`, 'gu')],
    ['job', whole(any(words.jobs))],
    ['name', whole(`(?:${any(words.firstNames)})(?:\\s${capital}){0,2}`, 'gu')],
  ];
}

/** A capital inside a sentence; or two together, wherever they stand. */
function namesIn(text: string, { noNames }: RecognitionWords): readonly Mark[] {
  const known = new Set(noNames);
  const isNoName = (word: string): boolean => known.has(word.toLowerCase().replace(/[’'].*$/u, ''));
  return [...text.matchAll(whole(capitals, 'gu'))].flatMap((found): readonly Mark[] => {
    const words = found[0].split(/\s/);
    const start = found.index;
    const isAtBeginning = /(?:^|[.!?:\n“"‘(])\s*$/u.test(text.slice(Math.max(0, start - 4), start));
    // What stands first has its capital from the sentence: it goes, and what follows is looked at by itself.
    const first = words[0] ?? '';
    const skips = isNoName(first) || (isAtBeginning && words.length === 1) ? first.length + 1 : 0;
    const rest = words.slice(skips > 0 ? 1 : 0).filter((word) => !isNoName(word));
    return rest.length === 0 || skips >= found[0].length
      ? []
      : [{ kind: 'name', start: start + skips, end: start + found[0].length }];
  });
}

/**
 * What in a text could tell somebody who its teller is. It only suggests: words are missed, and words are marked that
 * tell nothing.
 */
export function recognisableIn(text: string, words: RecognitionWords): readonly Mark[] {
  const looked = text.slice(0, mostLookedAt);
  const found = patternsOf(words).flatMap(([kind, pattern]) =>
    [...looked.matchAll(pattern)].map(({ 0: what, index }): Mark => ({ kind, start: index, end: index + what.length })),
  );
  const taken: Mark[] = [];
  // Many marks in a long text: what is taken is looked up by its place.
  const isTaken = new Uint8Array(looked.length);
  for (const mark of [...found, ...namesIn(looked, words)]) {
    if (isTaken.subarray(mark.start, mark.end).includes(1)) continue;
    isTaken.fill(1, mark.start, mark.end);
    taken.push(mark);
  }
  return taken.sort((a, b) => a.start - b.start);
}
