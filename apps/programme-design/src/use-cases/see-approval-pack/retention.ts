import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

import type { PackSection } from './pack-section.js';

export function keptFor({ care }: ProgrammeDesign, words: Words): string {
  const months = care?.keepMonths ?? null;
  return months === null ? words('kept-until-asked') : words('kept-months', { n: months });
}

export function retention(design: ProgrammeDesign, words: Words): PackSection {
  const days = design.care?.waitingDays ?? 0;
  const row = (key: string, said = words(`kept-${key}-for`)): readonly string[] => [words(`kept-${key}`), said];
  return {
    id: 'retention',
    heading: words('retention'),
    parts: [
      {
        kind: 'table',
        caption: words('retention-caption'),
        head: [words('retention-what'), words('retention-how-long')],
        rows: [
          row('stories', keptFor(design, words)),
          row('waiting', days === 0 ? words('waiting-none') : words('waiting-days', { n: days })),
          ...['drafts', 'erased', 'ballots', 'sessions', 'requests', 'audit', 'backups'].map((key) => row(key)),
        ],
      },
    ],
  };
}
