import type { Language } from '../language.js';

/** Noncharacters, which no text is interchanged with: none of them leaves a page. */
const begins: Readonly<Record<Language, string>> = { en: '\uFDD0', cy: '\uFDD1' };
const ends = '\uFDD2';
const everyMark = /[\uFDD0-\uFDD2]/g;

/** Words of people inside a sentence of a page or a file of HTML, which marks them with `lang` where theirs is another. */
export const inItsLanguage = (
  text: string,
  told: Language | undefined,
  { language }: { readonly language: Language },
): string => (told === undefined || told === language ? text : `${begins[told]}${text}${ends}`);

/** Where no element can stand. */
const withoutElements = /<(title|option|textarea|script)\b[^>]*>[^]*?<\/\1>|<[^>]*>/g;

export function markLanguages(html: string): string {
  if (!html.includes(ends)) return html;
  return html
    .replace(withoutElements, (markup) => markup.replace(everyMark, ''))
    .replaceAll(begins.en, '<span lang="en">')
    .replaceAll(begins.cy, '<span lang="cy">')
    .replaceAll(ends, '</span>');
}
