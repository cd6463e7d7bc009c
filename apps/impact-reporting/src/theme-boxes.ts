import type { ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

const words = loadWords(import.meta.url, 'theme-boxes');

/** Themes in use, and those that went out of use where they stand. */
export const themeBoxes = (themes: readonly ThemeDesign[], chosen: readonly string[], language: Language) =>
  themes
    .filter(({ id, isRetired }) => !isRetired || chosen.includes(id))
    .map((theme) => ({
      value: theme.id,
      text: themeLabel(theme, language),
      hint: theme.description[language] === '' ? undefined : { text: theme.description[language] },
      checked: chosen.includes(theme.id),
    }));

/** Markers stand under their heading: `Presence of lived experience: in the room`. */
export function themeLabel({ name, group, isRetired }: ThemeDesign, language: Language): string {
  const say = words[language];
  const label =
    group === undefined ? name[language] : say('in-group', { group: group[language], name: name[language] });
  return isRetired ? say('retired', { label }) : label;
}
