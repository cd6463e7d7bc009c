import type { Words } from '#web/words/words.js';

import type { ReportStory } from '../../reports/report.js';

/** Why a story is not shown, in a sentence; where it may be shown to others, by what the programme calls it. */
export const withheldSaid = (
  { because, reference }: Extract<ReportStory, { readonly kind: 'withheld' }>,
  words: Words,
): string => (reference === null ? words(`withheld-${because}`) : words(`withheld-${because}`, { reference }));
