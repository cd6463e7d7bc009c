import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

import { everyDomain } from '../../domain/measures/meeting-measures.js';
import type { Breakdown } from '../../domain/measures/measured.js';

/** What a part of a breakdown is called: by the programme, or by the words of the page. */
export function partName(by: Breakdown, part: string, design: ProgrammeDesign, words: Words): string {
  const { language } = words;
  switch (by) {
    case 'domain':
      if (part === everyDomain) return words('every-domain');
      return part === '' ? words('no-domain') : (design.domains.find(({ id }) => id === part)?.name[language] ?? part);
    case 'panel':
      return design.panels.find(({ id }) => id === part)?.name[language] ?? part;
    case 'level':
      return (
        design.levels.find(({ level }) => String(level) === part)?.name[language] ?? words('level', { level: part })
      );
    case 'none':
      return words('all');
    default:
      return words(`${by}-${part}`);
  }
}
