import { stringify } from 'csv-stringify/sync';

import type { Words } from '#web/words/words.js';

import type { ImpactReport } from './report.js';

/** One line for each story chosen, and one for each outcome without a story. Formula signs are made harmless; UTF-8 with mark. */
export function reportAsCsv(report: ImpactReport, words: Words): string {
  const { language } = words;
  const columns = [
    'level',
    'panel',
    'domain',
    'method',
    'considered',
    'outcome',
    'reference',
    'story-language',
    'title',
    'narrative',
    'why',
    'teller',
    'reason',
  ];
  const rows = report.levels.flatMap(({ name, sittings }) =>
    sittings.flatMap((sitting) => {
      const before = [
        name[language],
        sitting.panel.name[language],
        sitting.domain?.[language] ?? '',
        words(`method-${sitting.method}`),
        sitting.considered ?? words('hidden'),
        words(`outcome-${sitting.outcome}`),
      ];
      const reason = sitting.reason ?? '';
      if (sitting.chosen.length === 0) return [[...before, '', '', '', '', '', '', reason]];
      return sitting.chosen.map((story) =>
        story.kind === 'shown'
          ? [
              ...before,
              story.reference,
              story.language,
              story.title ?? '',
              story.narrative,
              story.whySignificant ?? '',
              story.teller ?? '',
              reason,
            ]
          : [...before, '', '', words(`withheld-${story.because}`), '', '', '', reason],
      );
    }),
  );
  const head = columns.map((column) => words(`column-${column}`));
  return stringify([head, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
