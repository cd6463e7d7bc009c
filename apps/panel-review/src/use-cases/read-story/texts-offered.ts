import { nameOfLanguage } from '#web/language.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { chooseTextPage } from '../../addresses.js';
import type { TranslationForPanel, TranslationsForPanel } from '../../reading-meetings/opened-translations.js';
import { textChoices, type TextChoice } from '../../reading-meetings/chosen-text.js';

/** The text that was asked for, where there is one, in the place of the one that was told. */
export function textRead<Told extends TranslationForPanel['text']>(
  told: Told | null,
  { read }: TranslationsForPanel,
  chosen: TextChoice,
): { readonly text: Told | null; readonly translation: TranslationForPanel | undefined } {
  const translation = told === null ? undefined : read.find(({ language }) => language === chosen);
  if (told === null || translation === undefined) return { text: told, translation: undefined };
  return { text: { ...told, ...translation.text }, translation };
}

interface Offering {
  readonly chosen: TextChoice;
  readonly nameOf: (person: string) => string;
  readonly timeZone: string;
  readonly at: { readonly language: 'en' | 'cy'; readonly sitting: string; readonly story: string };
}

/** Nothing where the story is there as it was told alone. */
export function textsOffered(
  { read, old }: TranslationsForPanel,
  { chosen, nameOf, timeZone, at }: Offering,
  words: Words,
) {
  if (read.length === 0 && old.length === 0) return null;
  const now = read.find(({ language }) => language === chosen);
  const here: TextChoice = now?.language ?? 'original';
  const there = textChoices.filter((each) => each === 'original' || read.some(({ language }) => language === each));
  return {
    heading: words('texts'),
    made:
      now === undefined
        ? words('texts-original')
        : words('texts-translation', {
            language: nameOfLanguage[now.language],
            name: nameOf(now.by),
            date: writeDate(words.language, now.at, timeZone),
          }),
    old: old.map((language) => words('texts-old', { language: nameOfLanguage[language] })),
    action: chooseTextPage.to(at),
    others: there
      .filter((each) => each !== here)
      .map((value) => ({
        value,
        text:
          value === 'original'
            ? words('texts-read-original')
            : words('texts-read', { language: nameOfLanguage[value] }),
      })),
  };
}
