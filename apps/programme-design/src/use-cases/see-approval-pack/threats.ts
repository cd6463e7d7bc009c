import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

import { text, type PackSection } from './pack-section.js';

const who = ['stranger', 'colleague', 'member', 'operator', 'thief', 'device', 'knows'] as const;

/** Who could do harm, what stands against it, and what is left: said plainly, so that nobody approves a promise. */
export function threats({ rules }: ProgrammeDesign, words: Words): PackSection {
  return {
    id: 'threats',
    heading: words('threats'),
    parts: [
      {
        kind: 'table',
        caption: words('threats-caption'),
        head: [words('threat-who'), words('threat-met'), words('threat-left')],
        rows: who.map((each) => [words(`threat-${each}`), words(`threat-${each}-met`), words(`threat-${each}-left`)]),
      },
      text(words('threat-ballots', { n: rules.minimumBallots })),
    ],
  };
}
