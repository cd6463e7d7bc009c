import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { inOrderOf } from '#web/written.js';
import type { Words } from '#web/words/words.js';

type Language = 'en' | 'cy';

/** The period's own question, where it has one. */
export const promptOf = ({ prompt }: ProgrammeDesign, period: PeriodDesign | undefined, language: Language): string =>
  (period?.prompt ?? prompt).question[language];

/** Each panel by its name and what kind of panel it is, those that read first coming first. */
export const panelsOf = ({ panels, levels }: ProgrammeDesign, language: Language): readonly string[] =>
  [...panels]
    .sort((a, b) => a.level - b.level || inOrderOf(language)(a.name[language], b.name[language]))
    .map(({ name, level }) => {
      const kind = levels.find((each) => each.level === level)?.name[language];
      return kind === undefined || kind === name[language] ? name[language] : `${name[language]} (${kind})`;
    });

/** One sentence with all of them; empty while there are none. `words` has `panels-are`. */
export function panelsSaid(design: ProgrammeDesign, language: Language, words: Words): string {
  const panels = panelsOf(design, language);
  return panels.length === 0
    ? ''
    : words('panels-are', { organisation: design.runBy[language], panels: panels.join('; ') });
}
