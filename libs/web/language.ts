export const languages = ['en', 'cy'] as const;

export type Language = (typeof languages)[number];

/** Each language under its own name, as the switch shows it. */
export const nameOfLanguage: Readonly<Record<Language, string>> = { en: 'English', cy: 'Cymraeg' };

export const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'cy';

/** For `lang` on a text: none where it is in both, or in another that the service does not speak. */
export const langOf = (told: string): Language | '' => (isLanguage(told) ? told : '');

export const otherLanguage = (language: Language): Language => (language === 'en' ? 'cy' : 'en');

/** The language a browser or a client asks for (`Accept-Language`); English when it names neither. */
export function negotiateLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').split(',').map((wish) => {
    const [range = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const weight = parameters.map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { language: range.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
  });
  const weightOf = (language: Language): number =>
    Math.max(0, ...wishes.filter((wish) => wish.language === language).map((wish) => wish.weight));
  return weightOf('cy') > weightOf('en') ? 'cy' : 'en';
}

/** The language an address is in, from its first segment; none for an address outside `/en` and `/cy`. */
export function languageOfAddress(address: string): Language | undefined {
  const [, first] = pathOf(address).split('/');
  return isLanguage(first) ? first : undefined;
}

/** The same page in the other language, its query kept: what the language switch leads to. */
export function inOtherLanguage(address: string): string {
  const language = languageOfAddress(address);
  return language === undefined ? address : `/${otherLanguage(language)}${address.slice(1 + language.length)}`;
}

const pathOf = (address: string): string => address.split(/[?#]/, 1)[0] ?? '';
