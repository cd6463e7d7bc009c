import type { Language } from '../language.js';

/** The CLDR categories of whole numbers and fractions, in the order people count. */
export const pluralForms = {
  en: ['one', 'other'],
  cy: ['zero', 'one', 'two', 'few', 'many', 'other'],
} as const satisfies Readonly<Record<Language, readonly Intl.LDMLPluralRule[]>>;

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  cy: new Intl.PluralRules('cy'),
};

export const pluralFormOf = (language: Language, n: number): Intl.LDMLPluralRule => rules[language].select(n);
