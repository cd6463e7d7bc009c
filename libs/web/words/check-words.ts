import type { Language } from '../language.js';
import { pluralForms } from './plural-forms.js';

/** A text, or one text per plural form. */
export type Entry = string | Readonly<Record<string, string>>;
export type Catalogue = Readonly<Record<string, Entry>>;

const placeholder = /\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** The names a text leaves open: `{n}` and `{title}` give `n` and `title`. */
export const placeholdersOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''));

const textsOf = (entry: Entry): readonly string[] => (typeof entry === 'string' ? [entry] : Object.values(entry));

/** The fullest text of an entry: of a plural set, `other`, because the rest may write the number as a word. */
const fullestText = (entry: Entry): string => (typeof entry === 'string' ? entry : (entry['other'] ?? ''));

/** Everything that makes a pair of catalogues unfit to be shown, one sentence each; empty when there is nothing. */
export function problemsOfWords(en: Catalogue, cy: Catalogue): readonly string[] {
  const keys = [...new Set([...Object.keys(en), ...Object.keys(cy)])];
  return keys.flatMap((key) => {
    const english = Object.hasOwn(en, key) ? en[key] : undefined;
    const welsh = Object.hasOwn(cy, key) ? cy[key] : undefined;
    if (english === undefined) return [`${key}: not in English`];
    if (welsh === undefined) return [`${key}: not in Welsh`];
    return [
      ...problemsOfEntry('en', key, english),
      ...problemsOfEntry('cy', key, welsh),
      ...problemsOfPair(key, english, welsh),
    ];
  });
}

function problemsOfPair(key: string, english: Entry, welsh: Entry): readonly string[] {
  if (typeof english !== typeof welsh) return [`${key}: has plural forms in one language only`];
  const ofEnglish = [...placeholdersOf(fullestText(english))].sort().join(', ');
  const ofWelsh = [...placeholdersOf(fullestText(welsh))].sort().join(', ');
  return ofEnglish === ofWelsh ? [] : [`${key}: placeholders differ: English (${ofEnglish}), Welsh (${ofWelsh})`];
}

function problemsOfEntry(language: Language, key: string, entry: Entry): readonly string[] {
  const texts = textsOf(entry);
  if (texts.some((text) => typeof text !== 'string')) return [`${key}: ${language} is not text`];
  return [
    ...(typeof entry === 'string' ? [] : problemsOfPluralSet(language, key, entry)),
    ...texts.flatMap((text) => problemsOfText(language, key, text)),
  ];
}

function problemsOfPluralSet(
  language: Language,
  key: string,
  set: Readonly<Record<string, string>>,
): readonly string[] {
  const required: readonly string[] = pluralForms[language];
  const open = placeholdersOf(fullestText(set));
  return [
    ...required.filter((form) => !Object.hasOwn(set, form)).map((form) => `${key}: ${language} has no form "${form}"`),
    ...Object.keys(set)
      .filter((form) => !required.includes(form))
      .map((form) => `${key}: ${language} has a form "${form}" that the language does not use`),
    ...(open.has('n') ? [] : [`${key}: ${language} has plural forms, and no {n} in "other"`]),
    ...Object.values(set)
      .flatMap((text) => [...placeholdersOf(text)])
      .filter((name) => !open.has(name))
      .map((name) => `${key}: ${language} names {${name}} in one plural form and not in "other"`),
  ];
}

/** Marks of unfinished or machine-made text; the Welsh ones were found in real services' catalogues. */
const unfit: readonly { readonly in: readonly Language[]; readonly mark: RegExp; readonly why: string }[] = [
  { in: ['en', 'cy'], mark: /^\s*$/, why: 'is empty' },
  { in: ['en', 'cy'], mark: /TODO|FIXME/, why: 'is not written yet' },
  { in: ['en', 'cy'], mark: / {2}/, why: 'has two spaces together' },
  { in: ['cy'], mark: /'/, why: 'has a straight apostrophe; write ’' },
  { in: ['cy'], mark: /&/, why: 'has an ampersand' },
  { in: ['cy'], mark: /\[cy\]|\(welsh\)/i, why: 'has a placeholder for Welsh' },
  { in: ['cy'], mark: /a\(c\)|â\/ag|i’r\/i\b/, why: 'offers two forms of a joining word; write the whole sentence' },
];

const problemsOfText = (language: Language, key: string, text: string): readonly string[] =>
  unfit
    .filter((rule) => rule.in.includes(language) && rule.mark.test(text))
    .map((rule) => `${key}: ${language} ${rule.why}`);
